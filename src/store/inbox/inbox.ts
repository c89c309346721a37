import { sql, type UpdateObject } from 'kysely';
import { later } from '../clock.ts';
import { inboxPayload } from '../encryption/cells.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { inGroups } from './batch.ts';
import { createFinishing, type Finished } from './completion.ts';
import { createWaitingUpdates, type Waiting } from './pending.ts';
import { createQueueHolds } from './queue-leases.ts';
import type { Changes } from './unit-of-work.ts';

/** An update as Telegram handed it over, with the queue that keeps it in order: its chat. */
export interface Incoming {
  updateId: number;
  queue: string;
  /** The update as JSON. */
  payload: string;
}

export interface Claimed extends Waiting {
  /** Whoever held the queue before fell silent with this update in hand. */
  orphaned: boolean;
}

/**
 * Every SQL statement that an update meets on its way through the inbox of one bot. A queue is held by a lease; what is
 * written about an update is written by the live holder of its queue alone.
 */
export interface InboxRows {
  /** Stores what is new; an update that is known already is dropped. All or none of them are stored. */
  put(updates: readonly Incoming[]): Promise<void>;
  /** Holds for `ms` up to `limit` queues in which something can be handled and which nobody holds, the longest waiting first. */
  claim(limit: number, ms: number): Promise<Claimed[]>;
  /** Prolongs the hold on these queues, unless somebody else has them by now. */
  keep(queues: readonly string[], ms: number): Promise<void>;
  /** Lets go of these queues, after an outage of the database, so that nobody has to wait for the hold to run out. */
  letGo(queues: readonly string[]): Promise<void>;
  /**
   * Marks an update as handled, erases what it held and commits what handling it changed, all in one.
   * Goes on to the next of its queue, or lets go of it. During an outage of the database it waits for its end.
   */
  finish(update: Waiting, changes: Changes, goOn: boolean): Promise<Finished>;
  /** Leaves the queue alone for `ms`, through no fault of its update, and lets go of it. False: it was lost before. */
  postpone(update: Waiting, ms: number): Promise<boolean>;
  /** The same, and counts a failure. */
  fail(update: Waiting, ms: number): Promise<boolean>;
  /** The same for the loss of the process that had it in hand. */
  lose(update: Waiting, ms: number): Promise<boolean>;
  /** Takes an update that always fails out of its queue's way and lets go of the queue. False: it was lost before. */
  setAside(update: Waiting, error: string): Promise<boolean>;
  /** Whether this update is still to be handled. */
  stillWaits(updateId: number): Promise<boolean>;
  /** How many updates wait, and since when the oldest does, in milliseconds. */
  backlog(): Promise<{ waiting: number; oldestMs: number }>;
}

export function createInboxRows(store: Store, botId: number): InboxRows {
  const { db, now, lists, sealing, lightly, health } = store;
  const holds = createQueueHolds(store, botId);
  const waiting = createWaitingUpdates(store, botId, holds);
  const { finish, keep } = createFinishing(store, waiting, holds, botId);

  const put = inGroups<readonly Incoming[], void>(async (batches) => {
    const rows = batches.flat().map(({ updateId, queue, payload }) => ({
      update_id: updateId,
      queue,
      payload_encrypted: sealing.seal(payload, inboxPayload(botId, updateId)),
    }));
    await db
      .insertInto('inbox')
      .columns([
        'bot_id',
        'update_id',
        'queue',
        'payload_encrypted',
        'status',
        'received_at',
        'due_at',
        'failures',
      ])
      .expression(
        db
          .selectFrom(
            lists
              .tableOf({ update_id: 'bigint', queue: 'text', payload_encrypted: 'text' }, rows)
              .as('new'),
          )
          .select([
            sql<number>`cast(${botId} as bigint)`.as('bot_id'),
            'update_id',
            'queue',
            'payload_encrypted',
            sql.lit('waiting').as('status'),
            now().as('received_at'),
            now().as('due_at'),
            sql.lit(0).as('failures'),
          ])
          // SQLite reference, Upsert: without a condition its `on conflict` is taken for a join's.
          .where(sql<boolean>`true`)
          // Two copies that are handed the same updates at once would block each other, each with one that the other waits for.
          .orderBy('update_id'),
      )
      .onConflict((conflict) => conflict.columns(['bot_id', 'update_id']).doNothing())
      .execute();
    return batches.map(() => undefined);
  });

  /** Writes on an update that is not handled, and lets go of its queue. */
  const note = (update: Waiting, fields: UpdateObject<Tables, 'inbox'>): Promise<boolean> =>
    db.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await waiting
        .change(transaction, [update.updateId])
        .set(fields)
        .executeTakeFirst();
      await holds.letGo(transaction, [update.queue]);
      return numUpdatedRows > 0n;
    });
  const oneMore = (what: 'failures' | 'losses') => ({ [what]: sql<number>`${sql.ref(what)} + 1` });

  return {
    async put(updates) {
      if (updates.length > 0) await put(updates);
    },
    async claim(limit, ms) {
      const taken = await holds.take(limit, ms);
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
      await holds.letGo(db, empty);
      return claimed;
    },
    keep,
    letGo: (queues) => health.outlast(() => lightly((from) => holds.letGo(from, queues))),
    finish,
    postpone: (update, ms) => note(update, { due_at: later(now, ms) }),
    fail: (update, ms) => note(update, { ...oneMore('failures'), due_at: later(now, ms) }),
    lose: (update, ms) => note(update, { ...oneMore('losses'), due_at: later(now, ms) }),
    setAside: (update, error) => note(update, { ...oneMore('failures'), status: 'aside', error }),
    async stillWaits(updateId) {
      const row = await db
        .selectFrom('inbox')
        .select('status')
        .where('bot_id', '=', botId)
        .where('update_id', '=', updateId)
        .executeTakeFirst();
      return row?.status === 'waiting';
    },
    async backlog() {
      const row = await db
        .selectFrom('inbox')
        .select((row) => [
          row.fn.countAll<number>().as('waiting'),
          row.fn.min('received_at').as('since'),
          now().as('read_at'),
        ])
        .where('bot_id', '=', botId)
        .where('status', '=', sql.lit('waiting'))
        .executeTakeFirstOrThrow();
      return {
        waiting: Number(row.waiting),
        oldestMs: row.since === null ? 0 : row.read_at - row.since,
      };
    },
  };
}
