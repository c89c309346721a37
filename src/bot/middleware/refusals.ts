import type { Activity } from '../../team/activity/activity.ts';
import type { Operation } from '../../team/operations.ts';
import type { BotContext } from '../context.ts';

/** Whoever keeps trying is written down once in so long for each thing that they try. */
const quietMs = 60_000;

/** Writes down that somebody tried what they have no right to; `stranger`: they have none to anything. */
export type NoteRefusal = (ctx: BotContext, tried: Operation | 'stranger') => Promise<void>;

export function createRefusalNotes({ record }: Pick<Activity, 'record'>): NoteRefusal {
  const noted = new Map<string, number>();
  return async ({ person, shop, chatId }, tried) => {
    const now = performance.now();
    for (const [key, at] of noted) {
      if (now - at < quietMs) break;
      noted.delete(key);
    }
    const key = `${person.id}:${tried}:${shop.id}`;
    if (noted.has(key)) return;
    noted.set(key, now);
    // Other copies, and a former start, may have written it.
    const once = { kind: 'refusal', result: tried, quietMs } as const;
    await record({ ...once, shop: shop.id, person, chat: chatId });
  };
}
