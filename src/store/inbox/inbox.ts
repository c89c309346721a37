import { sql, type UpdateObject } from 'kysely';
import { later } from '../clock.ts';
import { inboxPayload } from '../encryption/cells.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { createPut, type Put } from './arrival.ts';
import { type Backlog, readBacklog } from './backlog.ts';
import { createCompletion, type Finished } from './completion.ts';
import { type Claimed, createWaitingUpdates, type Waiting } from './pending.ts';
import { createQueueLeases } from './queue-leases.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/**
 * Every SQL statement that an update meets on its way through the inbox of one bot. A queue is held by a lease; what is
 * written about an update is written by the live holder of its queue alone.
 */
export interface InboxRows {
  put: Put;
  /**
   * Holds for `ms` up to `limit` queues in which something can be handled and which nobody holds, the longest waiting
   * first. To look at some alone costs the same however many wait in others.
   */
  claim(limit: number, ms: number, among?: readonly string[]): Promise<Claimed[]>;
  /** Renews the leases of these queues, unless somebody else has them by now. */
  renew(queues: readonly string[], ms: number): Promise<void>;
  /** Releases these queues, after an outage of the database, so that nobody has to wait for the lease to run out. */
  release(queues: readonly string[]): Promise<void>;
  /**
   * Marks an update as handled, erases what it held and commits what handling it changed, all in one.
   * Goes on to the next of its queue, or releases it. During an outage of the database it waits for its end.
   */
  finish(update: Waiting, changes: UnitOfWork, goOn: boolean): Promise<Finished>;
  /** Leaves the queue alone for `ms`, through no fault of its update, and releases it. False: it was lost before. */
  postpone(update: Waiting, ms: number): Promise<boolean>;
  /** The same, and counts a failure. */
  fail(update: Waiting, ms: number): Promise<boolean>;
  /** The same for the loss of the process that had it in hand. */
  lose(update: Waiting, ms: number): Promise<boolean>;
  /**
   * Takes an update that always fails out of its queue's way and releases the queue. False: it was lost before.
   * @param payload what is kept of it instead of all
   */
  deadLetter(update: Waiting, error: string, payload?: string): Promise<boolean>;
  /** Whether this update is still to be handled. */
  stillWaits(updateId: number): Promise<boolean>;
  backlog(): Promise<Backlog>;
}

export function createInboxRows(store: Store, botId: number): InboxRows {
  const { db, now, withRelaxedDurability, health } = store;
  const leases = createQueueLeases(store, botId);
  const waiting = createWaitingUpdates(store, botId, leases);
  const { finish, renew } = createCompletion(store, waiting, leases, botId);

  /** Writes on an update that is not handled, and releases its queue. */
  const note = (update: Waiting, fields: UpdateObject<Tables, 'inbox'>): Promise<boolean> =>
    db.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await waiting
        .change(transaction, [update.updateId])
        .set(fields)
        .executeTakeFirst();
      await leases.release(transaction, [update.queue]);
      return numUpdatedRows > 0n;
    });
  const putOff = (ms: number) => ({ due_at: later(now, ms), put_off_at: now() });
  const oneMore = (what: 'failures' | 'losses') => ({ [what]: sql<number>`${sql.ref(what)} + 1` });

  return {
    put: createPut(store, botId, leases),
    async claim(limit, ms, among) {
      const taken = await leases.claim(limit, ms, among);
      // Read only now that the queues are held: before, somebody else may have handled what they held.
      const found = await waiting.oldest(
        db,
        taken.map(({ queue }) => queue),
      );
      const claimed: Claimed[] = [];
      const empty: string[] = [];
      for (const { queue, broken } of taken) {
        const update = found.get(queue);
        if (update === undefined) empty.push(queue);
        else claimed.push({ ...update, orphaned: broken });
      }
      await leases.release(db, empty);
      return claimed;
    },
    renew,
    release: (queues) =>
      health.retryAfterOutage(() => withRelaxedDurability((from) => leases.release(from, queues))),
    finish,
    postpone: (update, ms) => note(update, putOff(ms)),
    fail: (update, ms) => note(update, { ...oneMore('failures'), ...putOff(ms) }),
    lose: (update, ms) => note(update, { ...oneMore('losses'), ...putOff(ms) }),
    deadLetter: (update, error, payload) =>
      note(update, {
        ...oneMore('failures'),
        status: 'dead',
        error,
        ...(payload !== undefined && {
          payload_encrypted: store.encryption.encrypt(
            payload,
            inboxPayload(botId, update.updateId),
          ),
        }),
      }),
    async stillWaits(updateId) {
      const row = await db
        .selectFrom('inbox')
        .select('status')
        .where('bot_id', '=', botId)
        .where('update_id', '=', updateId)
        .executeTakeFirst();
      return row?.status === 'waiting';
    },
    backlog: () => readBacklog(store, botId),
  };
}
