import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import { type Changes, writeChanges } from './changes.ts';
import { isHeld } from './leases.ts';
import type { Tables } from './schema.ts';
import { later, type Store } from './store.ts';

/** An update as Telegram handed it over, with the queue that keeps it in order: its chat. */
export interface Incoming {
  updateId: number;
  queue: string;
  /** The update as JSON. */
  payload: string;
}

/** An update that waits to be handled. */
export interface Waiting extends Incoming {
  /** How often handling it has failed. */
  failures: number;
}

/** An update that could not be handled and was set aside. */
export interface SetAside extends Waiting {
  receivedAt: number;
  error: string;
}

/** The lease that whoever works off a queue holds. */
export function leaseOfQueue(botId: number, queue: string): string {
  return `inbox:${botId}:${queue}`;
}

/**
 * Every SQL statement of the inbox of one bot. What is written about a waiting update is written by the live holder
 * of its queue's lease alone; false tells another that the update is no longer theirs.
 */
export interface InboxRows {
  /** Stores what is new; an update that is known already is dropped. All or none of them are stored. */
  put(updates: readonly Incoming[]): Promise<void>;
  /** The queues in which something can be handled now and which nobody holds, the longest waiting first. */
  freeQueues(limit: number): Promise<string[]>;
  /** The oldest waiting update of a queue; undefined when there is none or when it is to be left alone for a while. */
  next(queue: string): Promise<Waiting | undefined>;
  /** Marks an update as handled, erases what it held and commits what handling it changed, all in one. */
  finish(update: Waiting, holder: string, changes: Changes): Promise<boolean>;
  /** Counts a failure and leaves the queue alone for `ms`. */
  postpone(update: Waiting, holder: string, ms: number): Promise<boolean>;
  /** Takes an update that always fails out of its chat's way. */
  setAside(update: Waiting, holder: string, error: string): Promise<boolean>;
  /** What was set aside, the oldest first. */
  listAside(): Promise<SetAside[]>;
  /** Puts what was set aside back into its queue. False: there is no such update. */
  replay(updateId: number): Promise<boolean>;
  /** Forgets what was handled more than `ms` ago; Telegram repeats nothing that old. */
  sweep(ms: number): Promise<void>;
  /** How many updates wait, and since when the oldest does, in milliseconds. */
  backlog(): Promise<{ waiting: number; oldestMs: number }>;
}

export function createInboxRows(store: Store, botId: number): InboxRows {
  const { db, now, sealing } = store;
  const one = (updateId: number) => (row: { and: (fields: object) => Expression<SqlBool> }) =>
    row.and({ bot_id: botId, update_id: updateId });
  const waiting = (from: Kysely<Tables>, { updateId, queue }: Waiting, holder: string) =>
    from
      .updateTable('inbox')
      .where(one(updateId))
      .where('status', '=', 'waiting')
      .where(isHeld(now, leaseOfQueue(botId, queue), holder));

  return {
    async put(updates) {
      if (updates.length === 0) return;
      await db
        .insertInto('inbox')
        .values(
          updates.map(({ updateId, queue, payload }) => ({
            bot_id: botId,
            update_id: updateId,
            queue,
            status: 'waiting',
            payload_sealed: sealing.seal(payload),
            received_at: now(),
            due_at: now(),
            handled_at: null,
            failures: 0,
            error: null,
          })),
        )
        .onConflict((conflict) => conflict.columns(['bot_id', 'update_id']).doNothing())
        .execute();
    },
    async freeQueues(limit) {
      const rows = await db
        .selectFrom('inbox')
        .select(['queue', (row) => row.fn.min('received_at').as('since')])
        .where('bot_id', '=', botId)
        .where('status', '=', 'waiting')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('leases')
                .select('leases.name')
                .where(
                  'leases.name',
                  '=',
                  sql<string>`'inbox:' || inbox.bot_id || ':' || inbox.queue`,
                )
                .where('leases.expires_at', '>', now()),
            ),
          ),
        )
        .groupBy('queue')
        .having((row) => row(row.fn.max('due_at'), '<=', now()))
        .orderBy('since')
        .limit(limit)
        .execute();
      return rows.map(({ queue }) => queue);
    },
    async next(queue) {
      const row = await db
        .selectFrom('inbox')
        .select(['update_id', 'queue', 'payload_sealed', 'failures', 'due_at', now().as('read_at')])
        .where('bot_id', '=', botId)
        .where('queue', '=', queue)
        .where('status', '=', 'waiting')
        .orderBy('received_at')
        .orderBy('update_id')
        .limit(1)
        .executeTakeFirst();
      if (row === undefined || row.due_at > row.read_at) return undefined;
      return {
        updateId: row.update_id,
        queue: row.queue,
        payload: sealing.open(row.payload_sealed),
        failures: row.failures,
      };
    },
    finish: (update, holder, changes) =>
      db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await waiting(transaction, update, holder)
          .set({ status: 'handled', payload_sealed: '', handled_at: now(), error: null })
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await writeChanges(transaction, store, changes);
        return true;
      }),
    async postpone(update, holder, ms) {
      const { numUpdatedRows } = await waiting(db, update, holder)
        .set((row) => ({ failures: row('failures', '+', 1), due_at: later(now, ms) }))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async setAside(update, holder, error) {
      const { numUpdatedRows } = await waiting(db, update, holder)
        .set((row) => ({ status: 'aside', error, failures: row('failures', '+', 1) }))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async listAside() {
      const rows = await db
        .selectFrom('inbox')
        .selectAll()
        .where('bot_id', '=', botId)
        .where('status', '=', 'aside')
        .orderBy('received_at')
        .execute();
      return rows.map((row) => ({
        updateId: row.update_id,
        queue: row.queue,
        payload: sealing.open(row.payload_sealed),
        failures: row.failures,
        receivedAt: row.received_at,
        error: row.error ?? '',
      }));
    },
    async replay(updateId) {
      const { numUpdatedRows } = await db
        .updateTable('inbox')
        .set({ status: 'waiting', failures: 0, due_at: now(), error: null })
        .where(one(updateId))
        .where('status', '=', 'aside')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async sweep(ms) {
      await db
        .deleteFrom('inbox')
        .where('bot_id', '=', botId)
        .where('status', '=', 'handled')
        .where('handled_at', '<', later(now, -ms))
        .execute();
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
        .where('status', '=', 'waiting')
        .executeTakeFirstOrThrow();
      return {
        waiting: Number(row.waiting),
        oldestMs: row.since === null ? 0 : row.read_at - row.since,
      };
    },
  };
}
