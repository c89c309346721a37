import { randomUUID } from 'node:crypto';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { later } from '../clock.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { isRunOut } from '../tables/leases.ts';
import { isDue } from './due.ts';

/** A queue that was taken hold of. */
export interface TakenQueue {
  queue: string;
  /** Whoever held it before fell silent without letting go of it. */
  broken: boolean;
}

/** Which queues of one bot's inbox this process has hold of: one lease for each, all of one holder. */
export interface QueueHolds {
  /** Stands before the queue in the name of its lease. */
  readonly prefix: string;
  leaseOf(queue: string): string;
  /** True in a statement on `inbox` while the row's queue is held here. */
  isHeld(): RawBuilder<boolean>;
  /** Takes up to `limit` queues in which something can be handled and which nobody holds, the longest waiting first. */
  take(limit: number, ms: number): Promise<TakenQueue[]>;
  /** Prolongs the hold, unless somebody else has the queue by now; for as long as it was taken where nothing is said. */
  keep(queues: readonly string[], ms?: number): Promise<void>;
  /** Lets go of queues as a part of what `from` does. */
  letGo(from: Kysely<Tables>, queues: readonly string[]): Promise<void>;
}

export function createQueueHolds({ now, lists, lightly }: Store, botId: number): QueueHolds {
  const holder = randomUUID();
  let lastMs = 0;
  const prefix = `inbox:${botId}:`;
  const leaseOf = (queue: string) => prefix + queue;
  const leaseOfRow = sql`${prefix} || inbox.queue`;

  const freeQueues = (from: Kysely<Tables>, limit: number, ms: number) =>
    from
      .selectFrom((queues) =>
        queues
          .selectFrom('inbox')
          .select(({ fn }) => [
            'queue',
            fn.min('received_at').as('since'),
            fn.max(sql<number>`case when ${isDue(now)} then 0 else 1 end`).as('put_off'),
          ])
          .where('bot_id', '=', botId)
          .where('status', '=', sql.lit('waiting'))
          .groupBy('queue')
          .as('queues'),
      )
      .select('queue')
      .where('put_off', '=', 0)
      .where(
        sql<boolean>`not exists (select 1 from leases
          where leases.name = ${prefix} || queues.queue and not ${isRunOut('leases.expires_at', now, ms)})`,
      )
      .orderBy('since')
      .limit(limit);

  return {
    prefix,
    leaseOf,
    isHeld: () => sql<boolean>`exists (select 1 from leases where leases.name = ${leaseOfRow}
      and leases.holder = ${holder} and leases.expires_at > ${now()})`,
    async take(limit, ms) {
      lastMs = ms;
      const taken = await lightly((from) =>
        from
          .insertInto('leases')
          .columns(['name', 'holder', 'expires_at'])
          .expression(
            from
              .selectFrom(freeQueues(from, limit, ms).as('free'))
              .select([
                sql<string>`${prefix} || free.queue`.as('name'),
                sql<string>`${holder}`.as('holder'),
                later(now, ms).as('expires_at'),
              ])
              // SQLite reference, Upsert: without a condition its `on conflict` is taken for a join's.
              .where(sql<boolean>`true`)
              // In one order everywhere, so that two copies don't block each other.
              .orderBy('queue'),
          )
          .onConflict((conflict) =>
            conflict
              .column('name')
              .doUpdateSet(({ ref }) => ({
                holder,
                expires_at: later(now, ms),
                // Its own, which ran out unnoticed, is no sign of a death.
                breaks: sql<number>`${ref('leases.breaks')}
                  + case when ${ref('leases.holder')} = ${holder} then 0 else 1 end`,
              }))
              .where(isRunOut('leases.expires_at', now, ms)),
          )
          .returning(['name', 'breaks'])
          .execute(),
      );
      return taken.map(({ name, breaks }) => ({
        queue: name.slice(prefix.length),
        broken: breaks > 0,
      }));
    },
    async keep(queues, ms = lastMs) {
      if (queues.length === 0) return;
      await lightly((from) =>
        from
          .updateTable('leases')
          .set({ expires_at: later(now, ms) })
          .where('holder', '=', holder)
          .where(lists.among('name', queues.map(leaseOf)))
          .execute(),
      );
    },
    async letGo(from, queues) {
      if (queues.length === 0) return;
      await from
        .deleteFrom('leases')
        .where('holder', '=', holder)
        .where(lists.among('name', queues.map(leaseOf)))
        .execute();
    },
  };
}
