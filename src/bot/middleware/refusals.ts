import type { Activity } from '../../team/activity/activity.ts';
import type { Operation } from '../../team/operations.ts';
import type { BotContext } from '../context.ts';
import { createOnceIn } from './once-in.ts';

/** Whoever keeps trying is written down once in so long for each thing that they try. */
const quietMs = 60_000;

/** Writes down that somebody tried what they have no right to; `stranger`: they have none to anything. */
export type NoteRefusal = (ctx: BotContext, tried: Operation | 'stranger') => Promise<void>;

export function createRefusalNotes({ record }: Pick<Activity, 'record'>): NoteRefusal {
  const isFirst = createOnceIn(quietMs);
  return async ({ person, shop, chatId }, tried) => {
    if (!isFirst(`${person.id}:${tried}:${shop.id}`)) return;
    // Other copies, and a former start, may have written it.
    const once = { kind: 'refusal', result: tried, quietMs } as const;
    await record({ ...once, shop: shop.id, person, chat: chatId });
  };
}
