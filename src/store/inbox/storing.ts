import { type Kysely, type RawBuilder, sql } from 'kysely';
import { prepared } from '../engine/prepared.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import type { QueueLeases } from './queue-leases.ts';

/** Updates as they are stored. */
export interface ToStore {
  rows: { update_id: number; queue: string; payload_encrypted: string }[];
}

/** How many queues may be held at once with what is stored, and for how long. */
export interface Claiming {
  limit: number;
  ms: number;
}

/** The lease of a queue that is held from now on, with its first update. */
export interface Taken {
  name: string;
  breaks: number;
  first: number;
}

type StoreAndClaim = (rows: ToStore['rows'], limit: number) => Promise<Taken[]>;

/** The statements that store updates, and claim queues with them. */
export function createStoring(store: Store, botId: number, leases: QueueLeases) {
  const { db, now, lists, chainsWrites, durably } = store;

  const insertion = ({ rows }: ToStore) =>
    db
      .insertInto('inbox')
      .columns([
        'bot_id',
        'update_id',
        'queue',
        'payload_encrypted',
        'status',
        'received_at',
        'due_at',
        'put_off_at',
        'failures',
      ])
      .expression(
        db
          .selectFrom(
            db
              .selectFrom(
                lists
                  .tableOf({ update_id: 'bigint', queue: 'text', payload_encrypted: 'text' }, rows)
                  .as('listed'),
              )
              .selectAll()
              .select(
                sql<number>`coalesce((select max(received_at) from inbox where inbox.bot_id = ${botId}
                  and inbox.status = 'waiting' and inbox.queue = listed.queue), 0)`.as('last_at'),
              )
              .as('new'),
          )
          .select([
            sql<number>`cast(${botId} as bigint)`.as('bot_id'),
            'update_id',
            'queue',
            'payload_encrypted',
            sql.lit('waiting').as('status'),
            // The order of arrival holds also when the clock was put back.
            sql<number>`case when last_at >= ${now()} then last_at + 1 else ${now()} end`.as(
              'received_at',
            ),
            now().as('due_at'),
            now().as('put_off_at'),
            sql.lit(0).as('failures'),
          ])
          // SQLite reference, Upsert: without a condition its `on conflict` is taken for a join's.
          .where(sql<boolean>`true`)
          // Two copies that are handed the same updates at once would block each other, each with one that the other waits for.
          .orderBy('update_id'),
      )
      .onConflict((conflict) => conflict.columns(['bot_id', 'update_id']).doNothing());

  /** The update of a queue that came first. */
  const oldestIn = (queue: RawBuilder<string>) => sql<number | null>`(
    select first.update_id from inbox as first
    where first.bot_id = ${botId} and first.status = 'waiting' and first.queue = ${queue}
    order by first.received_at, first.update_id limit 1)`;
  const storing = prepared(store, (given: ToStore) =>
    insertion(given).returning(['update_id', 'queue']),
  );

  const inOneStatement = (ms: number): StoreAndClaim => {
    const statement = prepared<ToStore & { limit: number }, Taken>(store, (given) => {
      const stored = insertion(given).returning(['update_id', 'queue']);
      // What the same statement stores isn't seen here: a queue with an oldest update held something before.
      const free = sql<{ queue: string }>`(select queue from stored
        where ${oldestIn(sql`stored.queue`)} is null
        group by queue order by min(update_id) limit ${given.limit})`;
      const taken = leases.take(db, free, ms).returning(['name', 'breaks']);
      const whole = sql<Taken>`
        with stored as (${stored}), taken as (${taken})
        select name, breaks, (select min(update_id) from stored
          where ${leases.prefix} || stored.queue = taken.name) as first from taken`;
      return { compile: () => whole.compile(db) };
    });
    return (rows, limit) => statement({ rows, limit });
  };
  const inTransaction = (ms: number): StoreAndClaim => {
    const looking = prepared(store, (given: { queues: { queue: string }[] }) =>
      db
        .selectFrom(lists.tableOf({ queue: 'text' }, given.queues).as('stored'))
        .select(['queue', oldestIn(sql`stored.queue`).as('first')]),
    );
    const claiming = prepared(store, (given: { queues: { queue: string }[] }) =>
      leases
        .take(db, lists.tableOf({ queue: 'text' }, given.queues), ms)
        .returning(['name', 'breaks']),
    );
    const storeAndTake = async (
      transaction: Kysely<Tables>,
      rows: ToStore['rows'],
      limit: number,
    ): Promise<Taken[]> => {
      const stored = await storing({ rows }, transaction);
      const queues = [...new Set(stored.map(({ queue }) => queue))].map((queue) => ({ queue }));
      if (queues.length === 0) return [];
      const ids = new Set(stored.map(({ update_id }) => update_id));
      const firsts = await looking({ queues }, transaction);
      const free = firsts.flatMap(({ queue, first }) =>
        first !== null && ids.has(first) ? [{ queue, first }] : [],
      );
      if (free.length === 0) return [];
      const byLease = new Map(
        free.slice(0, limit).map(({ queue, first }) => [leases.leaseOf(queue), first]),
      );
      const wanted = free.slice(0, limit).map(({ queue }) => ({ queue }));
      const taken = await claiming({ queues: wanted }, transaction);
      return taken.map((lease) => ({ ...lease, first: byLease.get(lease.name) ?? 0 }));
    };
    return (rows, limit) =>
      durably((from) =>
        from.transaction().execute((transaction) => storeAndTake(transaction, rows, limit)),
      );
  };
  /** By how long queues are held, which is always the same. */
  const statements = new Map<number, StoreAndClaim>();
  return {
    async store(rows: ToStore['rows']): Promise<void> {
      await storing({ rows });
    },
    /** Claims those of their queues, up to so many, that held nothing else and that nobody holds. */
    storeAndClaim(rows: ToStore['rows'], { limit, ms }: Claiming): Promise<Taken[]> {
      const known = statements.get(ms) ?? (chainsWrites ? inOneStatement : inTransaction)(ms);
      statements.set(ms, known);
      return known(rows, limit);
    },
  };
}
