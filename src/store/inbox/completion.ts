import { type Compilable, type Kysely, sql } from 'kysely';
import pLimit from 'p-limit';
import { batched } from '../engine/batch.ts';
import { despiteDeadlocks } from '../engine/deadlock.ts';
import { prepared } from '../engine/prepared.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import type { Waiting, WaitingRow, WaitingUpdates } from './pending.ts';
import type { QueueLeases } from './queue-leases.ts';
import { commitUnitOfWork, isEmpty, type UnitOfWork } from './unit-of-work.ts';

/** What came of finishing an update. */
export interface Finished {
  /** False: somebody else has its queue by now, and nothing was written. */
  handled: boolean;
  /** The next update of the queue; without one, the queue is released. */
  next: Waiting | undefined;
}

/** Marks updates as handled, one statement at a time with the renewal of leases, since both lock the same rows. */
export interface Completion {
  /**
   * Marks an update as handled, erases what it held and commits what handling it changed, all in one.
   * Goes on to the next of its queue, or releases it. During an outage of the database it waits for its end.
   */
  finish(update: Waiting, changes: UnitOfWork, goOn: boolean): Promise<Finished>;
  /** Renews the leases of these queues, unless somebody else has them by now. */
  renew(queues: readonly string[], ms?: number): Promise<void>;
}

/** PostgreSQL, Asynchronous Commit: this one commit doesn't wait for the disk. */
const withoutDisk = sql`(select set_config('synchronous_commit', 'off', true) as setting)`;

/** An update that was marked, with the next one of its queue. */
type Marked = { done_id: number } & (WaitingRow | { update_id: null });

interface ToFinish {
  update: Waiting;
  changes: UnitOfWork;
  goOn: boolean;
}

export function createCompletion(
  store: Store,
  waiting: WaitingUpdates,
  leases: QueueLeases,
  botId: number,
): Completion {
  const { db, now, health, chainsWrites, withRelaxedDurability } = store;
  /** Two statements that lock the same leases in different orders would block each other. */
  const oneAtATime = pLimit(1);

  const marking = (ids: readonly number[]) =>
    waiting
      .change(db, ids)
      .set({ status: 'handled', payload_encrypted: '', handled_at: now(), error: null })
      .returning(['update_id', 'queue']);
  const mark = prepared(store, ({ ids }: { ids: number[] }) => marking(ids));

  const inTransaction = (from: Kysely<Tables>, items: readonly ToFinish[]): Promise<Finished[]> =>
    from.transaction().execute(async (transaction) => {
      const done = await mark({ ids: idsOf(items) }, transaction);
      const handled = new Set(done.map(({ update_id }) => update_id));
      const finished = items.filter(({ update }) => handled.has(update.updateId));
      for (const { changes } of finished)
        await commitUnitOfWork(transaction, store, botId, changes);
      const goingOn = finished.filter(({ goOn }) => goOn).map(({ update }) => update.queue);
      const next = await waiting.oldest(transaction, goingOn);
      const queues = finished.map(({ update }) => update.queue);
      await leases.release(
        transaction,
        queues.filter((queue) => !next.has(queue)),
      );
      return finishedOf(items, handled, next);
    });

  const markAndGoOn = prepared(
    store,
    ({ ids, goingOn }: { ids: number[]; goingOn: string[] }): Compilable<Marked> => {
      const released = leases.releaseAmong(
        db,
        sql`select ${leases.prefix} || done.queue from done
          where done.queue not in (select next.queue from next)`,
      );
      const whole = sql<Marked>`
        with done as (${marking(ids)}), next as ${waiting.after(ids, goingOn)},
          released as (${released})
        select done.update_id as done_id, next.*, relaxed.setting
        from done left join next on next.queue = done.queue cross join ${withoutDisk} as relaxed`;
      return { compile: () => whole.compile(db) };
    },
  );

  /** The same where nothing is to be committed but the marks. */
  const inOneStatement = async (items: readonly ToFinish[]): Promise<Finished[]> => {
    const goingOn = items.filter(({ goOn }) => goOn).map(({ update }) => update.queue);
    const rows = await markAndGoOn({ ids: idsOf(items), goingOn });
    const next = rows.flatMap((row) => (row.update_id === null ? [] : [waiting.waitingOf(row)]));
    return finishedOf(
      items,
      new Set(rows.map(({ done_id }) => done_id)),
      new Map(next.map((update) => [update.queue, update])),
    );
  };

  /** A mark that a power failure takes back has its update handled again, as a kill right before it would. */
  const finishTogether = (items: readonly ToFinish[]): Promise<Finished[]> => {
    if (!items.every(({ changes }) => isEmpty(changes))) return inTransaction(db, items);
    return chainsWrites
      ? inOneStatement(items)
      : withRelaxedDurability((from) => inTransaction(from, items));
  };

  // A failure would have all of these handled again.
  const finish = batched<ToFinish, Finished>((items) =>
    oneAtATime(() => despiteDeadlocks(() => finishTogether(items))),
  );

  const renew: Completion['renew'] = (queues, ms) =>
    oneAtATime(() => despiteDeadlocks(() => leases.renew(queues, ms)));

  return {
    renew,
    finish(update, changes, goOn) {
      let isLate = false;
      return health.retryAfterOutage(async () => {
        // The outage may have outlasted the hold: what nobody else has taken up meanwhile need not be done again.
        if (isLate) await renew([update.queue]);
        isLate = true;
        return finish({ update, changes, goOn });
      });
    },
  };
}

function idsOf(items: readonly ToFinish[]): number[] {
  return items.map(({ update }) => update.updateId);
}

function finishedOf(
  items: readonly ToFinish[],
  handled: ReadonlySet<number>,
  next: ReadonlyMap<string, Waiting>,
): Finished[] {
  return items.map(({ update }) => {
    const isHandled = handled.has(update.updateId);
    return { handled: isHandled, next: isHandled ? next.get(update.queue) : undefined };
  });
}
