import pLimit from 'p-limit';
import type { Store } from '../store.ts';
import { inGroups } from './batch.ts';
import type { Waiting, WaitingUpdates } from './pending.ts';
import type { QueueHolds } from './queue-leases.ts';
import { type Changes, writeChanges } from './unit-of-work.ts';

/** What came of finishing an update. */
export interface Finished {
  /** False: somebody else has its queue by now, and nothing was written. */
  handled: boolean;
  /** The next update of the queue; without one, the queue is let go of. */
  next: Waiting | undefined;
}

/** The end of handling updates, and what must not meet it. */
export interface Finishing {
  /**
   * Marks an update as handled, erases what it held and commits what handling it changed, all in one.
   * Goes on to the next of its queue, or lets go of it. During an outage of the database it waits for its end.
   */
  finish(update: Waiting, changes: Changes, goOn: boolean): Promise<Finished>;
  /** Prolongs the hold on these queues, unless somebody else has them by now. */
  keep(queues: readonly string[], ms?: number): Promise<void>;
}

interface ToFinish {
  update: Waiting;
  changes: Changes;
  goOn: boolean;
}

export function createFinishing(
  store: Store,
  waiting: WaitingUpdates,
  holds: QueueHolds,
  botId: number,
): Finishing {
  const { db, now, health } = store;
  /** Two statements that lock the same leases in different orders would block each other. */
  const oneAtATime = pLimit(1);

  const finishTogether = (items: readonly ToFinish[]): Promise<Finished[]> =>
    db.transaction().execute(async (transaction) => {
      const ids = items.map(({ update }) => update.updateId);
      const done = await waiting
        .change(transaction, ids)
        .set({ status: 'handled', payload_encrypted: '', handled_at: now(), error: null })
        .returning('update_id')
        .execute();
      const handled = new Set(done.map(({ update_id }) => update_id));
      const finished = items.filter(({ update }) => handled.has(update.updateId));
      for (const { changes } of finished) await writeChanges(transaction, store, botId, changes);
      const goingOn = finished.filter(({ goOn }) => goOn).map(({ update }) => update.queue);
      const next = await waiting.oldest(transaction, goingOn);
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

  const keep: Finishing['keep'] = (queues, ms) => oneAtATime(() => holds.keep(queues, ms));

  return {
    keep,
    finish(update, changes, goOn) {
      let isLate = false;
      return health.outlast(async () => {
        // The outage may have outlasted the hold: what nobody else has taken up meanwhile need not be done again.
        if (isLate) await keep([update.queue]);
        isLate = true;
        return finish({ update, changes, goOn });
      });
    },
  };
}

/** PostgreSQL, Error Codes: deadlock_detected. */
function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01';
}
