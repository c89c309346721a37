import {
  type Kysely,
  type RawBuilder,
  sql,
  type UpdateQueryBuilder,
  type UpdateResult,
} from 'kysely';
import { inboxPayload } from '../encryption/cells.ts';
import { prepared, treated } from '../engine/prepared.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { isDue } from './due.ts';
import type { QueueLeases } from './queue-leases.ts';

/** The oldest update of a queue that is held. */
export interface Waiting {
  updateId: number;
  queue: string;
  /** How often handling it has failed. */
  failures: number;
  /** How many processes ended with it in hand. */
  losses: number;
  /** For how long it has waited until it was read, in milliseconds. */
  waitedMs: number;
  /** The update as JSON. @throws {DecryptionFailed} */
  payload(): string;
}

/** The same as it is read. */
export interface WaitingRow {
  update_id: number;
  queue: string;
  failures: number;
  losses: number;
  payload_encrypted: string;
  waited_ms: number;
}

/** One that is to be handled by who holds its queue. */
export interface Claimed extends Waiting {
  /** Whoever held the queue before fell silent with this update in hand. */
  orphaned: boolean;
}

/** What one bot's queues hold. Each statement finds its rows by an index alone, however many are waiting or kept. */
export interface WaitingUpdates {
  /** The oldest update of each of these queues, which are held; a queue in which nothing can be handled has none. */
  oldest(from: Kysely<Tables>, queues: readonly string[]): Promise<Map<string, Waiting>>;
  /** The same as a part of one statement, with which these updates are done; on PostgreSQL alone. */
  after(updateIds: readonly number[], queues: readonly string[]): RawBuilder<WaitingRow>;
  waitingOf(row: WaitingRow): Waiting;
  /** A change of these updates, of those of them that still wait in a queue which is held here. */
  change(
    from: Kysely<Tables>,
    updateIds: readonly number[],
  ): UpdateQueryBuilder<Tables, 'inbox', 'inbox', UpdateResult>;
}

export function createWaitingUpdates(
  store: Store,
  botId: number,
  leases: QueueLeases,
): WaitingUpdates {
  const { db, now, lists, encryption } = store;
  const firsts = prepared(store, ({ names }: { names: string[] }) =>
    db
      .selectFrom('leases')
      .select(
        sql<number | null>`(select first.update_id from inbox as first
          where first.bot_id = ${botId} and first.status = 'waiting'
          and first.queue = substr(leases.name, ${sql.lit(leases.prefix.length + 1)})
          order by first.received_at, first.update_id limit 1)`.as('update_id'),
      )
      .where(lists.among('name', names)),
  );
  const those = prepared(store, ({ ids }: { ids: number[] }) =>
    db
      .selectFrom('inbox')
      .select(['update_id', 'queue', 'failures', 'losses', 'payload_encrypted'])
      .select(({ ref }) => sql<number>`${now()} - ${ref('received_at')}`.as('waited_ms'))
      .where('bot_id', '=', botId)
      .where(lists.among('update_id', ids))
      // Between the two steps one may have been handled, by a hold that had run out and was not lost.
      .where('status', 'not in', ['handled', 'dead'])
      .where(isDue(now)),
  );
  const waitingOf = (row: WaitingRow): Waiting => ({
    updateId: row.update_id,
    queue: row.queue,
    failures: row.failures,
    losses: row.losses,
    waitedMs: Math.max(0, row.waited_ms),
    payload: () => encryption.decrypt(row.payload_encrypted, inboxPayload(botId, row.update_id)),
  });

  return {
    waitingOf,
    after: (updateIds, queues) => sql`(
      select inbox.update_id, inbox.queue, inbox.failures, inbox.losses, inbox.payload_encrypted,
        ${now()} - inbox.received_at as waited_ms
      from ${lists.tableOf(
        { queue: 'text' },
        treated(queues, (all) => all.map((queue) => ({ queue }))),
      )} as held
      cross join lateral (select * from inbox as first
        where first.bot_id = ${botId} and first.status = 'waiting' and first.queue = held.queue
          and not ${lists.among('first.update_id', updateIds)}
        order by first.received_at, first.update_id limit 1) as inbox
      where ${isDue(now)})`,
    async oldest(from, queues) {
      if (queues.length === 0) return new Map();
      // In two steps: in one, PostgreSQL may choose to read the whole table and join it.
      const found = await firsts({ names: queues.map(leases.leaseOf) }, from);
      const ids = found.map(({ update_id }) => update_id).filter((id) => id !== null);
      if (ids.length === 0) return new Map();
      const rows = await those({ ids }, from);
      return new Map(rows.map((row) => [row.queue, waitingOf(row)]));
    },
    change: (from, updateIds) =>
      from
        .updateTable('inbox')
        .where('bot_id', '=', botId)
        .where(lists.among('update_id', updateIds))
        // Said in the negative, so that they are found by their IDs and not among all that wait.
        .where('status', 'not in', ['handled', 'dead'])
        .where(leases.isHeld()),
  };
}
