import { setTimeout as sleep } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { fixed, later } from '../clock.ts';
import { requestsIn } from '../requests/states.ts';
import type { Store } from '../store.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How long what is over is kept, in milliseconds. What isn't named here is kept for good, or removed when it is over. */
export const keptMs = {
  /** Telegram keeps an update for a day (Bot API, Getting updates): a repeat can't come later. */
  handledUpdates: 2 * dayMs,
  /** They wait for an operator, and hold what people wrote. */
  deadLetters: 90 * dayMs,
  /** No question that waits for a typed answer waits nearly as long. */
  abandonedConversations: 2 * dayMs,
  /** Asked and never confirmed: nothing was done. */
  unconfirmedQuestions: 30 * dayMs,
  /** The team's record; the orders in it go sooner, when their shop wants that (`erase-orders.ts`). */
  endedActs: 400 * dayMs,
  /** The orders of refunds that are over; that the money went back stays known. */
  refundedOrders: 90 * dayMs,
  /** For a chat that is gone; in any other they are over within minutes. */
  undeliveredExports: 30 * dayMs,
  /** Nobody picks orders for longer than a week; who presses later is told so. */
  selections: 30 * dayMs,
  /** Their buttons work as long. */
  searches: 30 * dayMs,
  /** Of copies that vanished; run out, they bind nobody any more. */
  leasesRunOut: hourMs,
} as const;

export type Swept = keyof typeof keptMs;

/** So many rows go at once: short enough for whoever waits for the database meanwhile. */
const batchRows = 500;
const pauseMs = 20;

/**
 * Removes what has been over for long enough, in small batches, and tells how many rows of each kind that were.
 * Stopped by the signal after a batch; what is left waits for the next time.
 */
export async function sweep(store: Store, signal: AbortSignal): Promise<Record<Swept, number>> {
  const removed = {} as Record<Swept, number>;
  for (const [what, statement] of Object.entries(statements(store)) as [Swept, Statement][]) {
    removed[what] = 0;
    let gone = batchRows;
    while (gone === batchRows && !signal.aborted) {
      const { numAffectedRows } = await statement.execute(store.db);
      gone = Number(numAffectedRows ?? 0);
      removed[what] += gone;
      if (gone === batchRows) await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
  return removed;
}

type Statement = RawBuilder<unknown>;

/** True for a row of this table whose chat the bot can't write to. */
function isGone(table: 'request_messages' | 'exports'): RawBuilder<boolean> {
  return sql`exists (select 1 from chats where chats.bot_id = ${sql.ref(`${table}.bot_id`)}
    and chats.chat_id = ${sql.ref(`${table}.chat_id`)} and chats.gone_at is not null)`;
}

function statements({ now }: Store): Record<Swept, Statement> {
  const before = (what: Swept) => fixed(later(now, -keptMs[what]));
  return {
    handledUpdates: removal(
      'inbox',
      ['bot_id', 'update_id'],
      sql`handled_at < ${before('handledUpdates')}`,
    ),
    deadLetters: removal(
      'inbox',
      ['bot_id', 'update_id'],
      sql`status = 'dead' and received_at < ${before('deadLetters')}`,
    ),
    abandonedConversations: removal(
      'conversations',
      ['bot_id', 'key'],
      sql`updated_at < ${before('abandonedConversations')}`,
    ),
    unconfirmedQuestions: removal(
      'requests',
      ['token'],
      sql`status in (${sql.join(requestsIn('dropped'))}) and created_at < ${before('unconfirmedQuestions')}`,
    ),
    endedActs: removal(
      'requests',
      ['token'],
      // What nobody has been shown yet waits, unless its chat is gone.
      sql`status = 'over' and created_at < ${before('endedActs')}
        and not exists (select 1 from request_messages where request_messages.request = requests.token
          and request_messages.shown_version <> request_messages.version
          and not ${isGone('request_messages')})`,
    ),
    refundedOrders: sql`update refunds set order_encrypted = '' where (bot_id, shop, order_id) in
      (select bot_id, shop, order_id from refunds where status <> 'open' and order_encrypted <> ''
        and closed_at < ${before('refundedOrders')} limit ${batchRows})
      and status <> 'open' and order_encrypted <> ''`,
    undeliveredExports: removal(
      'exports',
      ['id'],
      sql`created_at < ${before('undeliveredExports')} and ${isGone('exports')}`,
    ),
    selections: removal('selections', ['id'], sql`created_at < ${before('selections')}`),
    searches: removal('searches', ['id'], sql`created_at < ${before('searches')}`),
    leasesRunOut: removal('leases', ['name'], sql`expires_at < ${before('leasesRunOut')}`),
  };
}

/** The condition stands there twice: PostgreSQL asks only the outer one of a row that changed meanwhile. */
function removal(table: string, key: readonly string[], isOver: RawBuilder<unknown>): Statement {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  return sql`delete from ${sql.table(table)} where ${isOver} and (${columns}) in
    (select ${columns} from ${sql.table(table)} where ${isOver} limit ${batchRows})`;
}
