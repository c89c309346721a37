import { randomUUID } from 'node:crypto';
import {
  type AliasableExpression,
  type DeleteQueryBuilder,
  type DeleteResult,
  type InsertQueryBuilder,
  type InsertResult,
  type Kysely,
  type RawBuilder,
  sql,
} from 'kysely';
import { later } from '../clock.ts';
import { type Prepared, prepared } from '../engine/prepared.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { isRunOut } from '../tables/leases.ts';
import { createFreeQueues } from './free-queues.ts';

/** A queue that was claimed. */
export interface ClaimedQueue {
  queue: string;
  /** Whoever held it before fell silent without releasing it. */
  broken: boolean;
}

interface Lease {
  name: string;
  breaks: number;
}

/** The statements that claim queues, of all and of some that are named. */
interface Claiming {
  anywhere: Prepared<{ limit: number }, Lease>;
  among: Prepared<{ limit: number; queues: readonly string[] }, Lease>;
}

/** The queues of one bot’s inbox that this process holds: one lease each, all of one holder. */
export interface QueueLeases {
  /** Stands before the queue in the name of its lease. */
  readonly prefix: string;
  leaseOf(queue: string): string;
  /** True in a statement on `inbox` while the row's queue is held here. */
  isHeld(): RawBuilder<boolean>;
  /** A statement that takes those of these queues that nobody holds. */
  take(
    from: Kysely<Tables>,
    free: AliasableExpression<{ queue: string }>,
    ms: number,
  ): InsertQueryBuilder<Tables, 'leases', InsertResult>;
  /**
   * Claims up to `limit` queues in which something can be handled and which nobody holds, the longest waiting first;
   * of these alone where some are named: then the others aren't read, however many wait.
   */
  claim(limit: number, ms: number, among?: readonly string[]): Promise<ClaimedQueue[]>;
  /** Renews leases, unless somebody else has the queue by now; for as long as it was taken where nothing is said. */
  renew(queues: readonly string[], ms?: number): Promise<void>;
  /** Releases queues as a part of what `from` does. */
  release(from: Kysely<Tables>, queues: readonly string[]): Promise<void>;
  /** A statement that releases those whose leases a query names. */
  releaseAmong(
    from: Kysely<Tables>,
    leases: RawBuilder<unknown>,
  ): DeleteQueryBuilder<Tables, 'leases', DeleteResult>;
}

export function createQueueLeases(store: Store, botId: number): QueueLeases {
  const { db, now, lists, withRelaxedDurability } = store;
  const holder = randomUUID();
  let lastMs = 0;
  const prefix = `inbox:${botId}:`;
  const leaseOf = (queue: string) => prefix + queue;
  const leaseOfRow = sql`${prefix} || inbox.queue`;

  const take: QueueLeases['take'] = (from, free, ms) => {
    lastMs = ms;
    return from
      .insertInto('leases')
      .columns(['name', 'holder', 'expires_at'])
      .expression(
        from
          .selectFrom(free.as('free'))
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
      );
  };

  const free = createFreeQueues(store, botId, prefix);
  /** By how long queues are held, which is always the same. */
  const statements = new Map<number, Claiming>();
  const claiming = (ms: number): Claiming => {
    const taking = (queues: AliasableExpression<{ queue: string }>) =>
      take(db, queues, ms).returning(['name', 'breaks']);
    const known = statements.get(ms) ?? {
      anywhere: prepared(store, ({ limit }) => taking(free.anywhere(limit, ms))),
      among: prepared(store, ({ limit, queues }) => taking(free.among(queues, limit, ms))),
    };
    statements.set(ms, known);
    return known;
  };

  const own = (from: Kysely<Tables>) => from.deleteFrom('leases').where('holder', '=', holder);
  const releasing = prepared(store, ({ names }: { names: string[] }) =>
    own(db).where(lists.among('name', names)),
  );

  return {
    prefix,
    leaseOf,
    isHeld: () => sql<boolean>`exists (select 1 from leases where leases.name = ${leaseOfRow}
      and leases.holder = ${holder} and leases.expires_at > ${now()})`,
    take,
    async claim(limit, ms, among) {
      const statement = claiming(ms);
      const taken = await withRelaxedDurability((from) =>
        among === undefined
          ? statement.anywhere({ limit }, from)
          : statement.among({ limit, queues: among }, from),
      );
      return taken.map(({ name, breaks }) => ({
        queue: name.slice(prefix.length),
        broken: breaks > 0,
      }));
    },
    async renew(queues, ms = lastMs) {
      if (queues.length === 0) return;
      await withRelaxedDurability((from) =>
        from
          .updateTable('leases')
          .set({ expires_at: later(now, ms) })
          .where('holder', '=', holder)
          .where(lists.among('name', queues.map(leaseOf)))
          .execute(),
      );
    },
    async release(from, queues) {
      if (queues.length > 0) await releasing({ names: queues.map(leaseOf) }, from);
    },
    releaseAmong: (from, names) => own(from).where(sql<boolean>`name in (${names})`),
  };
}
