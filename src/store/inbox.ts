import { type Kysely, type RawBuilder, sql } from 'kysely';
import pLimit from 'p-limit';
import { type Changes, writeChanges } from './changes.ts';
import { inGroups } from './in-groups.ts';
import { createQueueHolds } from './queue-holds.ts';
import type { Tables } from './schema.ts';
import { later, type Store } from './store.ts';

/** An update as Telegram handed it over, with the queue that keeps it in order: its chat. */
export interface Incoming {
  updateId: number;
  queue: string;
  /** The update as JSON. */
  payload: string;
}

/** The oldest update of a queue that is held. */
export interface Waiting {
  updateId: number;
  queue: string;
  /** How often handling it has failed. */
  failures: number;
  /** How many processes ended with it in hand. */
  losses: number;
  /** The update as JSON. @throws {StoreError} `key` when it was sealed with another SECRET_KEY */
  payload(): string;
}

export interface Claimed extends Waiting {
  /** Whoever held the queue before fell silent with this update in hand. */
  orphaned: boolean;
}

/** What came of finishing an update. */
export interface Finished {
  /** False: somebody else has its queue by now, and nothing was written. */
  handled: boolean;
  /** The next update of the queue; without one, the queue is let go of. */
  next: Waiting | undefined;
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
  /** Counts a failure, leaves the queue alone for `ms` and lets go of it. False: it was lost before. */
  postpone(update: Waiting, ms: number): Promise<boolean>;
  /** The same for the loss of the process that had it in hand. */
  postponeLost(update: Waiting, ms: number): Promise<boolean>;
  /** Takes an update that always fails out of its queue's way and lets go of the queue. False: it was lost before. */
  setAside(update: Waiting, error: string): Promise<boolean>;
  /** How many updates wait, and since when the oldest does, in milliseconds. */
  backlog(): Promise<{ waiting: number; oldestMs: number }>;
}

/** Long enough to finish one update, after which its queue is let go of or kept as before. */
const afterOutageMs = 10_000;

interface ToFinish {
  update: Waiting;
  changes: Changes;
  goOn: boolean;
}

export function createInboxRows(store: Store, botId: number): InboxRows {
  const { db, now, sealing, lightly, health } = store;
  const holds = createQueueHolds(store, botId);
  /** Two statements that lock the same leases in different orders would block each other. */
  const oneAtATime = pLimit(1);
  const waiting = (from: Kysely<Tables>, updateIds: readonly number[]) =>
    from
      .updateTable('inbox')
      .where('bot_id', '=', botId)
      .where('update_id', 'in', updateIds)
      .where('status', '=', 'waiting')
      .where(holds.isHeld());

  /** The oldest update of each of these queues, which are held; a queue in which nothing can be handled has none. */
  const oldest = async (
    from: Kysely<Tables>,
    queues: readonly string[],
  ): Promise<Map<string, Waiting>> => {
    if (queues.length === 0) return new Map();
    const rows = await from
      .selectFrom('leases')
      .innerJoin('inbox', (join) =>
        join
          .on('inbox.bot_id', '=', botId)
          .on('inbox.due_at', '<=', now())
          .on(
            'inbox.update_id',
            '=',
            sql<number>`(select first.update_id from inbox as first
              where first.bot_id = ${botId} and first.status = 'waiting'
              and first.queue = substr(leases.name, ${sql.lit(holds.prefix.length + 1)})
              order by first.received_at, first.update_id limit 1)`,
          ),
      )
      .select([
        'inbox.update_id',
        'inbox.queue',
        'inbox.failures',
        'inbox.losses',
        'inbox.payload_sealed',
      ])
      .where('leases.name', 'in', queues.map(holds.leaseOf))
      .execute();
    return new Map(
      rows.map((row) => [
        row.queue,
        {
          updateId: row.update_id,
          queue: row.queue,
          failures: row.failures,
          losses: row.losses,
          payload: () => sealing.open(row.payload_sealed),
        },
      ]),
    );
  };

  const put = inGroups<readonly Incoming[], void>(async (batches) => {
    await db
      .insertInto('inbox')
      .values(
        inOneOrder(batches.flat()).map(({ updateId, queue, payload }) => ({
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
    return batches.map(() => undefined);
  });

  const finishTogether = (items: readonly ToFinish[]): Promise<Finished[]> =>
    db.transaction().execute(async (transaction) => {
      const ids = items.map(({ update }) => update.updateId);
      const done = await waiting(transaction, ids)
        .set({ status: 'handled', payload_sealed: '', handled_at: now(), error: null })
        .returning('update_id')
        .execute();
      const handled = new Set(done.map(({ update_id }) => update_id));
      const finished = items.filter(({ update }) => handled.has(update.updateId));
      for (const { changes } of finished) await writeChanges(transaction, store, changes);
      const goingOn = finished.filter(({ goOn }) => goOn).map(({ update }) => update.queue);
      const next = await oldest(transaction, goingOn);
      const queues = finished.map(({ update }) => update.queue);
      await holds.letGo(
        transaction,
        queues.filter((queue) => !next.has(queue)),
      );
      return items.map(({ update }) => ({
        handled: handled.has(update.updateId),
        next: handled.has(update.updateId) ? next.get(update.queue) : undefined,
      }));
    });

  const finish = inGroups<ToFinish, Finished>((items) =>
    oneAtATime(() =>
      finishTogether(items).catch((error: unknown) => {
        // PostgreSQL ends one of two transactions that wait for each other; a failure would have all of these handled again.
        if (isDeadlock(error)) return finishTogether(items);
        throw error;
      }),
    ),
  );

  const keep: InboxRows['keep'] = (queues, ms) => oneAtATime(() => holds.keep(queues, ms));

  const count = (
    update: Waiting,
    what: 'failures' | 'losses',
    fields: { due_at: RawBuilder<number> } | { status: 'aside'; error: string },
  ): Promise<boolean> =>
    db.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await waiting(transaction, [update.updateId])
        .set({ ...fields, [what]: sql<number>`${sql.ref(what)} + 1` })
        .executeTakeFirst();
      await holds.letGo(transaction, [update.queue]);
      return numUpdatedRows > 0n;
    });

  return {
    async put(updates) {
      if (updates.length > 0) await put(updates);
    },
    async claim(limit, ms) {
      const taken = await holds.take(limit, ms);
      // Read only now that the queues are held: before, somebody else may have handled what they held.
      const found = await oldest(
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
    finish(update, changes, goOn) {
      let isLate = false;
      return health.outlast(async () => {
        // The outage may have outlasted the hold: what nobody else has taken up meanwhile need not be done again.
        if (isLate) await keep([update.queue], afterOutageMs);
        isLate = true;
        return finish({ update, changes, goOn });
      });
    },
    postpone: (update, ms) => count(update, 'failures', { due_at: later(now, ms) }),
    postponeLost: (update, ms) => count(update, 'losses', { due_at: later(now, ms) }),
    setAside: (update, error) => count(update, 'failures', { status: 'aside', error }),
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

/** Two copies that are handed the same updates at once would block each other, each with one that the other waits for. */
function inOneOrder(updates: readonly Incoming[]): Incoming[] {
  return updates.toSorted((a, b) => a.updateId - b.updateId);
}

/** PostgreSQL, Error Codes: deadlock_detected. */
function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01';
}
