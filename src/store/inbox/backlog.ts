import { sql } from 'kysely';
import type { Store } from '../store.ts';

/** What one bot has not handled yet. */
export interface Backlog {
  /** How many updates wait. */
  waiting: number;
  /**
   * For how many milliseconds the oldest has been due. What is left for later on purpose, such as during a flood wait,
   * holds up nobody but what is behind it in its queue.
   */
  oldestMs: number;
}

export async function readBacklog({ db, now }: Store, botId: number): Promise<Backlog> {
  const { rows } = await sql<{ waiting: number | null; overdue_ms: number | null }>`
    select sum(waiting) as waiting, max(overdue_ms) as overdue_ms from (
      select count(*) as waiting, (
        select ${now()} - first.due_at from inbox as first
        where first.bot_id = ${botId} and first.status = 'waiting' and first.queue = inbox.queue
        order by first.received_at, first.update_id limit 1
      ) as overdue_ms
      from inbox where bot_id = ${botId} and status = 'waiting' group by queue
    ) as queues`.execute(db);
  // PostgreSQL sums up to what JavaScript gets as text.
  return {
    waiting: Number(rows[0]?.waiting),
    oldestMs: Math.max(0, Number(rows[0]?.overdue_ms)),
  };
}
