import { inboxPayload } from '../encryption/cells.ts';
import { batched } from '../engine/batch.ts';
import type { Store } from '../store.ts';
import type { Claimed } from './pending.ts';
import type { QueueLeases } from './queue-leases.ts';
import { type Claiming, createStoring } from './storing.ts';

/** An update as Telegram handed it over, with the queue that keeps it in order: its chat. */
export interface Incoming {
  updateId: number;
  queue: string;
  /** The update as JSON. */
  payload: string;
}

/**
 * Stores what is new; an update that is known already is dropped. All or none of them are stored.
 * Returns those that are to be handled now: their queues had nothing else in them and nobody held them, and are held from
 * now on. None where nothing is said of claiming.
 */
export type Put = (updates: readonly Incoming[], claiming?: Claiming) => Promise<Claimed[]>;

interface Asked {
  updates: readonly Incoming[];
  claiming: Claiming;
}

export function createPut(store: Store, botId: number, leases: QueueLeases): Put {
  const { encryption } = store;
  const storing = createStoring(store, botId, leases);
  const rowsOf = (updates: readonly Incoming[]) =>
    updates.map(({ updateId, queue, payload }) => ({
      update_id: updateId,
      queue,
      payload_encrypted: encryption.encrypt(payload, inboxPayload(botId, updateId)),
    }));

  const put = batched<Asked, Claimed[]>(async (asked) => {
    const updates = asked.flatMap((one) => one.updates);
    const limit = Math.min(...asked.map(({ claiming }) => claiming.limit));
    const ms = Math.max(...asked.map(({ claiming }) => claiming.ms));
    if (limit <= 0) {
      await storing.store(rowsOf(updates));
      return asked.map(() => []);
    }
    const taken = await storing.storeAndClaim(rowsOf(updates), { limit, ms });
    const byId = new Map(updates.map((update) => [update.updateId, update]));
    const claimed = new Map(
      taken.flatMap(({ breaks, first }) => {
        const update = byId.get(first);
        return update === undefined ? [] : [[first, claimedOf(update, breaks)] as const];
      }),
    );
    return asked.map((one) =>
      one.updates.flatMap(({ updateId }) => {
        const own = claimed.get(updateId);
        // The same update may have been handed over twice at once.
        claimed.delete(updateId);
        return own === undefined ? [] : [own];
      }),
    );
  });
  return async (updates, claiming = { limit: 0, ms: 0 }) =>
    updates.length > 0 ? put({ updates, claiming }) : [];
}

/** What was stored just now, as if it had been read. */
function claimedOf({ updateId, queue, payload }: Incoming, breaks: number): Claimed {
  const none = { failures: 0, losses: 0, waitedMs: 0 };
  return { updateId, queue, ...none, payload: () => payload, orphaned: breaks > 0 };
}
