import { type SqlBool, sql } from 'kysely';
import type { Store } from '../store.ts';

/** What of a shop waits for somebody. */
export interface OpenCounts {
  /** Requests that wait for a second person's word. */
  awaiting: number;
  /** Acts that were sent, and of which nobody knows yet whether they happened. */
  unknown: number;
  /** Runs over many orders that go on only when somebody says so. */
  paused: number;
}

/** Counts what waits for somebody in a shop at this moment. */
export async function countOpen(
  { db, now }: Store,
  botId: number,
  shop: string,
): Promise<OpenCounts> {
  const row = await db
    .selectNoFrom(({ selectFrom }) => [
      selectFrom('requests')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('requests.bot_id', '=', botId)
        .where('requests.shop', '=', shop)
        // Written out, since SQLite takes a part of a table's index only where a statement says that part.
        .where(sql<SqlBool>`requests.status = 'awaiting'`)
        .where('requests.expires_at', '>', now())
        .as('awaiting'),
      selectFrom('acts')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('acts.bot_id', '=', botId)
        .where('acts.shop', '=', shop)
        .where('acts.status', '=', 'unknown')
        // As it always is: else SQLite looks through all the acts of the shop.
        .where('acts.due_at', '>=', 0)
        .as('unknown'),
      selectFrom('runs')
        .innerJoin('requests', 'requests.token', 'runs.request')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('runs.bot_id', '=', botId)
        .where('runs.state', '=', 'paused')
        .where('requests.shop', '=', shop)
        .where('requests.status', '=', 'confirmed')
        .as('paused'),
    ])
    .executeTakeFirstOrThrow();
  const { awaiting, unknown, paused } = row;
  return { awaiting: Number(awaiting), unknown: Number(unknown), paused: Number(paused) };
}
