import { type AliasableExpression, type RawBuilder, sql } from 'kysely';
import { treated } from '../engine/prepared.ts';
import type { Store } from '../store.ts';
import { isRunOut } from '../tables/leases.ts';
import { isDue } from './due.ts';

/** A part of a statement: queues that can be held for `ms`, the longest waiting first, up to a number of them. */
type Free = AliasableExpression<{ queue: string }>;

/** Queues in which something can be handled, nothing is left for later, and which nobody holds. */
export interface FreeQueues {
  /** Among all of them: everything that waits is read. */
  anywhere(limit: number, ms: number): Free;
  /** Among these: what waits in others is not read. */
  among(queues: readonly string[], limit: number, ms: number): Free;
}

/** A queue as it is looked at. */
interface Looked {
  queue: string;
  /** Null where nothing waits. */
  since: number | null;
  /** Above zero while something in it is left for later. */
  put_off: number;
}

/** @param prefix stands before the queue in the name of its lease */
export function createFreeQueues(
  { db, now, lists }: Store,
  botId: number,
  prefix: string,
): FreeQueues {
  const waits = sql`inbox.bot_id = ${botId} and inbox.status = 'waiting'`;
  /** All that isn't due was; in the words of the index that holds nothing else. */
  const wasPutOff = sql`inbox.due_at > inbox.put_off_at`;

  const free = (looked: RawBuilder<Looked>, limit: number, ms: number): Free =>
    db
      .selectFrom(looked.as('looked'))
      .select('queue')
      .where('since', 'is not', null)
      .where('put_off', '=', 0)
      .where(
        sql<boolean>`not exists (select 1 from leases
          where leases.name = ${prefix} || looked.queue and not ${isRunOut('leases.expires_at', now, ms)})`,
      )
      .orderBy('since')
      .limit(limit);

  return {
    anywhere: (limit, ms) =>
      free(
        sql`(select queue, min(received_at) as since,
            max(case when ${isDue(now)} then 0 else 1 end) as put_off
          from inbox where ${waits} group by queue)`,
        limit,
        ms,
      ),
    among(queues, limit, ms) {
      const rows = treated(queues, (all) => all.map((queue) => ({ queue })));
      return free(
        sql`(select queue,
            (select received_at from inbox where ${waits} and inbox.queue = named.queue
              order by received_at, update_id limit 1) as since,
            (select count(*) from inbox where ${waits} and inbox.queue = named.queue
              and ${wasPutOff} and not ${isDue(now)}) as put_off
          from ${lists.tableOf({ queue: 'text' }, rows)} as named)`,
        limit,
        ms,
      );
    },
  };
}
