import { isAct } from './acts.ts';
import type { Chance } from './chance.ts';
import { daysMs, minutesMs } from './clock.ts';
import { longestWayMs } from './limits.ts';
import type { Passage, Phase } from './passage.ts';

/** How updates come to the bot. */
export type Way = 'polling' | 'webhook';

/** A moment in the life of a process: the nth time that something of a kind has come so far. */
export interface Moment {
  what: What;
  phase: Phase;
  nth: number;
}

/** Who dies when the moment has come, whether what was just being asked goes on, and what follows. */
export interface Blow {
  moment: Moment;
  /** A request to change an order that has left goes on after its sender's death, so much later; undefined: never. */
  goesOnAfterMs: number | undefined;
  falls: 'one' | 'two' | 'all';
  /** How long the dead stay dead. */
  pauseMs: number;
  /** So much time passes for the database while all are dead. */
  jumpMs?: number;
  /** The one that is met isn't killed but stands still for so long, beside others that go on. */
  standstillMs?: number;
  /** When in its start the first of the dead is killed again. */
  again?: StartMoment;
}

export type StartMoment = { afterMs: number } | { what: string; phase: Phase };

type What = keyof typeof kinds;

const telegram = (method: string) => (passage: Passage) =>
  passage.to === 'telegram' && passage.what === method;

/** What a process can be doing when it is killed. */
const kinds = {
  anything: () => true,
  act: (passage: Passage) => isAct(passage),
  reading: ({ what }: Passage) => what === 'orders' || what === 'list',
  download: ({ what }: Passage) => what === 'download',
  upload: telegram('sendDocument'),
  message: telegram('sendMessage'),
  'showing a result': telegram('editMessageText'),
  'answering a press': telegram('answerCallbackQuery'),
  /** Before its answer: updates are handed over, but not stored. */
  fetching: (passage: Passage) => (passage.updateIds?.length ?? 0) > 0,
  /** When it arrives: updates are stored, but not acknowledged. */
  acknowledging: (passage: Passage) =>
    passage.what === 'getUpdates' && Number(offsetOf(passage)) > 0,
  delivery: ({ to }: Passage) => to === 'bot',
} as const satisfies Record<string, (passage: Passage) => boolean>;

const drawn: Record<Way | 'always', readonly (readonly [What, Phase, number, number])[]> = {
  always: [
    // Kind, phase, the highest nth, and how many lots it has.
    ['act', 'arrived', 2, 4],
    ['act', 'carried out', 2, 4],
    ['showing a result', 'arrived', 4, 3],
    ['showing a result', 'carried out', 4, 2],
    ['answering a press', 'arrived', 4, 2],
    ['answering a press', 'carried out', 4, 1],
    ['message', 'arrived', 4, 2],
    ['message', 'carried out', 4, 2],
    ['reading', 'carried out', 6, 2],
    ['download', 'carried out', 1, 1],
    ['upload', 'begun', 1, 2],
    ['upload', 'carried out', 1, 2],
    ['anything', 'arrived', 25, 3],
    ['anything', 'carried out', 25, 3],
  ],
  polling: [
    ['fetching', 'carried out', 4, 3],
    ['acknowledging', 'arrived', 4, 3],
  ],
  webhook: [
    ['delivery', 'arrived', 4, 3],
    ['delivery', 'carried out', 4, 3],
  ],
};

/** Draws the next blow. */
export function drawBlow(chance: Chance, way: Way, copies: number): Blow {
  const lots = [...drawn.always, ...drawn[way]].flatMap((entry) => Array(entry[3]).fill(entry));
  const [what, phase, mostNth] = chance.one(lots) as (typeof drawn.always)[number];
  const blow = {
    moment: { what, phase, nth: chance.number(1, mostNth) },
    goesOnAfterMs: chance.happens(0.35) ? undefined : drawWay(chance),
    falls: chance.one(['one', 'one', 'one', 'one', 'two', 'all'] as const),
    pauseMs: chance.happens(0.7) ? 0 : chance.number(1, 1500),
  };
  const again = drawStartMoment(chance, way);
  const isStruckAgain = chance.happens(0.2);
  const standstillMs = chance.number(3000, 9000);
  const jumpMs = chance.one([minutesMs, minutesMs, daysMs]);
  const special = chance.number(1, 100);
  if (special <= 18) return { ...blow, falls: 'all', jumpMs };
  if (special <= 40 && copies > 1) return { ...blow, standstillMs };
  return {
    ...blow,
    falls: copies === 1 ? 'one' : blow.falls,
    ...(isStruckAgain && { again }),
  };
}

function drawWay(chance: Chance): number {
  return chance.happens(0.5) ? 0 : chance.number(0, longestWayMs);
}

/** Draws a moment between a process's first breath and its first update. */
export function drawStartMoment(chance: Chance, way: Way): StartMoment {
  const afterMs = chance.number(30, 500);
  const what = chance.one(['getMe', way === 'webhook' ? 'setWebhook' : 'deleteWebhook']);
  const phase = chance.one(['arrived', 'carried out'] as const);
  return chance.happens(0.5) ? { afterMs } : { what, phase };
}

export function isMoment({ what, phase }: Moment, passage: Passage, at: Phase): boolean {
  return phase === at && kinds[what](passage);
}

export function nameOf({ what, phase }: Moment): string {
  return `${what}, ${phase}`;
}

function offsetOf({ body, query }: Passage): unknown {
  return typeof body === 'object' && body !== null && 'offset' in body
    ? body.offset
    : query['offset'];
}
