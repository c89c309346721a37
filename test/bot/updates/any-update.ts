import type { Update } from 'grammy/types';
import reference from '../../fixtures/telegram/update-types.json' with { type: 'json' };

type Fields = Record<string, string[]>;
const shapes = reference.types as unknown as Record<string, Fields | { oneOf: string[] }>;
const kinds = shapes['Update'] as Fields;

/** Everything that an update can be of, by the Bot API's reference. */
export const updateKinds = Object.keys(kinds)
  .map((field) => field.replace('?', ''))
  .filter((field) => field !== 'update_id');

/** Who may stand in an update, and what may be written in it, besides anything at all. */
export interface Familiar {
  people: readonly number[];
  chats: readonly number[];
  words: readonly string[];
}

/** Deeper than this, what may be left out seldom is there. */
const fullDepth = 2;
const mostDepth = 6;
const junk = [null, undefined, true, -1, 0.5, 1e300, '', '\ud800', [], {}, [null], { id: {} }];

/** Makes updates by chance: the same ones for the same seed. */
export function createUpdates({ people, chats, words }: Familiar, seed: number) {
  const random = chance(seed);
  const oneOf = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T;

  const value = (type: string, field: string, depth: number): unknown => {
    if (type.startsWith('Array of ')) {
      const count = depth > mostDepth ? 0 : Math.floor(random() * 3);
      const item = type.slice('Array of '.length);
      return Array.from({ length: count }, () => value(item, field, depth + 1));
    }
    const shape = shapes[type];
    if (shape === undefined) return primitive(type, field);
    if (Array.isArray(shape['oneOf'])) return value(oneOf(shape['oneOf']), field, depth);
    return depth > mostDepth ? {} : objectOf(shape as Fields, depth);
  };

  const objectOf = (fields: Fields, depth: number): object => {
    const likely = depth >= fullDepth || Object.keys(fields).length > 30 ? 0.15 : 0.6;
    const there = Object.entries(fields).filter(
      ([name]) => !name.endsWith('?') || random() < likely,
    );
    return Object.fromEntries(
      there.map(([name, [type = '']]) => {
        const field = name.replace('?', '');
        return [field, value(type, field, depth + 1)];
      }),
    );
  };

  const primitive = (type: string, field: string): unknown => {
    if (type === 'Boolean') return random() < 0.5;
    if (type === 'Float') return random() * 1000;
    if (type === 'Integer') {
      if (random() < 0.6) return oneOf([...people, ...chats]);
      return oneOf([0, 1, -1, Math.floor(random() * Number.MAX_SAFE_INTEGER)]);
    }
    if (field === 'type')
      return oneOf(['private', 'group', 'supergroup', 'channel', 'bot_command', 'text_mention']);
    if (field === 'status')
      return oneOf(['member', 'left', 'kicked', 'administrator', 'restricted', 'creator']);
    if (random() < 0.7) return oneOf(words);
    return String.fromCharCode(...Array.from({ length: 5 }, () => random() * 0xffff));
  };

  /** As the reference describes it, with what a command and a press need to be one. */
  const any = (kind: string): Update => {
    const [type = ''] = kinds[`${kind}?`] ?? [];
    const content = value(type, kind, 0) as Record<string, unknown>;
    if (type === 'Message' && random() < 0.5) {
      const text = oneOf(words);
      content['text'] = text;
      content['entities'] = [
        { type: 'bot_command', offset: 0, length: text.split(' ')[0]?.length },
      ];
    }
    return { update_id: Math.floor(random() * 1e9) + 1, [kind]: content } as unknown as Update;
  };

  return {
    any,
    /** The same with something in it that the reference rules out: another type, or nothing. */
    broken(kind: string): Update {
      const update = any(kind) as Update & Record<string, unknown>;
      const places = [...placesIn(update)].filter(([, name]) => name !== 'update_id');
      // What stands further out is read more often.
      const [parent, name] = places[Math.floor(random() ** 2 * places.length)] ?? [update, kind];
      const other = oneOf(junk);
      if (other === undefined) delete parent[name];
      else parent[name] = other;
      return update;
    },
  };
}

/** Every field of a value and of what is in it, from the outside inwards. */
function placesIn(value: object): [Record<string, unknown>, string][] {
  const places: [Record<string, unknown>, string][] = [];
  const parents: unknown[] = [value];
  for (const parent of parents) {
    if (typeof parent !== 'object' || parent === null) continue;
    for (const [name, inner] of Object.entries(parent)) {
      places.push([parent as Record<string, unknown>, name]);
      parents.push(inner);
    }
  }
  return places;
}

/** Numbers from 0 to 1 by a seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
