import { type Kysely, type RawBuilder, sql } from 'kysely';
import { inboxPayload } from '../encryption/cells.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { batched } from './batch.ts';
import type { Claimed } from './pending.ts';
import type { QueueLeases } from './queue-leases.ts';

/** An update as Telegram handed it over, with the queue that keeps it in order: its chat. */
export interface Incoming {
  updateId: number;
  queue: string;
  /** The update as JSON. */
  payload: string;
}

/** How many queues may be held at once with what is stored, and for how long. */
export interface Claiming {
  limit: number;
  ms: number;
}

/**
 * Stores what is new; an update that is known already is dropped. All or none of them are stored.
 * Returns those that are to be handled now: their queues had nothing else in them and nobody held them, and are held from
 * now on. None where nothing is said of claiming.
 */
export type Put = (updates: readonly Incoming[], claiming?: Claiming) => Promise<Claimed[]>;

interface Stored {
  update_id: number;
  queue: string;
}

interface Asked {
  updates: readonly Incoming[];
  claiming: Claiming;
}

export function createPut(store: Store, botId: number, leases: QueueLeases): Put {
  const { db, now, lists, encryption, chainsWrites } = store;

  const insertion = (from: Kysely<Tables>, updates: readonly Incoming[]) => {
    const rows = updates.map(({ updateId, queue, payload }) => ({
      update_id: updateId,
      queue,
      payload_encrypted: encryption.encrypt(payload, inboxPayload(botId, updateId)),
    }));
    return from
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
        from
          .selectFrom(
            from
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
  };

  /** The queues that held nothing but what was stored now. */
  const emptyBefore = (stored: RawBuilder<Stored>, limit: number) => sql<{ queue: string }>`(
    select queue from ${stored} as stored where not exists (select 1 from inbox
      where inbox.bot_id = ${botId} and inbox.status = 'waiting' and inbox.queue = stored.queue
      and inbox.update_id not in (select update_id from ${stored} as among))
    group by queue order by min(update_id) limit ${sql.lit(limit)})`;

  /** Stores updates and claims queues of theirs; their leases, with the first update of each. */
  const storeAndClaim = async (updates: readonly Incoming[], { limit, ms }: Claiming) => {
    const storing = (from: Kysely<Tables>) =>
      insertion(from, updates).returning(['update_id', 'queue']);
    const claiming = (from: Kysely<Tables>, stored: RawBuilder<Stored>) =>
      leases.take(from, emptyBefore(stored, limit), ms).returning(['name', 'breaks']);
    if (chainsWrites) {
      const { rows } = await sql<{ name: string; breaks: number; first: number }>`
        with stored as (${storing(db)}), taken as (${claiming(db, sql.table('stored'))})
        select name, breaks, (select min(update_id) from stored
          where ${leases.prefix} || stored.queue = taken.name) as first from taken`.execute(db);
      return rows;
    }
    return db.transaction().execute(async (transaction) => {
      const stored = await storing(transaction).execute();
      if (stored.length === 0) return [];
      const table = lists.tableOf({ update_id: 'bigint', queue: 'text' }, stored);
      const taken = await claiming(transaction, table).execute();
      return taken.map((lease) => {
        const own = stored.filter(({ queue }) => leases.leaseOf(queue) === lease.name);
        return { ...lease, first: Math.min(...own.map(({ update_id }) => update_id)) };
      });
    });
  };

  const put = batched<Asked, Claimed[]>(async (asked) => {
    const updates = asked.flatMap((one) => one.updates);
    const limit = Math.min(...asked.map(({ claiming }) => claiming.limit));
    const ms = Math.max(...asked.map(({ claiming }) => claiming.ms));
    if (limit <= 0) {
      await insertion(db, updates).execute();
      return asked.map(() => []);
    }
    const taken = await storeAndClaim(updates, { limit, ms });
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
