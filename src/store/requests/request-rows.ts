import type { Store } from '../store.ts';
import { type DecisionRow, decide } from './decision/decide.ts';
import { type AlongsideRequest, expireRequests } from './decision/expire.ts';
import { changed } from './message-rows.ts';
import { insertRequest, type NewActRow, type NewRequestRow } from './new-request.ts';
import type { RequestRow, RequestWithRun } from './request.ts';

/** Every SQL statement on requests. */
export interface RequestRows {
  /**
   * Leaves a request as it is that is there already.
   * @param facts what makes it a run over many orders: what is said of them, encrypted
   */
  insert(
    request: NewRequestRow,
    acts: readonly NewActRow[],
    target: { chatId: number; threadId: number | null },
    lifetimeMs: number,
    facts?: string,
  ): Promise<void>;
  get(token: string): Promise<RequestWithRun | undefined>;
  /**
   * Takes a decision, all or nothing: of all who decide at once, one gets the row and the others nothing. Nothing too
   * for whom has no right to it, and after the question has run out.
   * @throws {OrderHeld} when a second act on one of its orders would be under way
   */
  decide(token: string, decision: DecisionRow): Promise<RequestRow | undefined>;
  /** A question that is open asks for a reason from now on, and is shown so. False: it does already, or is closed. */
  askReason(token: string): Promise<boolean>;
  /** Closes what nobody answered in time, and tells of what had waited for an approval. Returns how many. */
  expire(alongside?: AlongsideRequest): Promise<number>;
}

export function createRequestRows(store: Store, botId: number): RequestRows {
  const { db, now } = store;
  return {
    insert: (...request) => insertRequest(store, botId, ...request),
    get: (token) =>
      db
        .selectFrom('requests')
        .leftJoin('runs', 'runs.request', 'requests.token')
        .selectAll('requests')
        .select([
          'runs.state as run_state',
          'runs.reason',
          'runs.changed_by',
          'runs.changed_by_name',
          'runs.led_by',
          'runs.led_by_name',
          'runs.trouble',
          'runs.alive_at',
          now().as('read_at'),
        ])
        .where('requests.token', '=', token)
        .where('requests.bot_id', '=', botId)
        .executeTakeFirst(),
    decide: (token, decision) => decide(store, botId, token, decision),
    askReason: (token) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('requests')
          .set({ asks_reason: 1 })
          .where('token', '=', token)
          .where('bot_id', '=', botId)
          .where('status', '=', 'proposed')
          .where('asks_reason', '=', 0)
          .returning('token')
          .executeTakeFirst();
        if (row !== undefined) await changed(transaction, now, token);
        return row !== undefined;
      }),
    expire: (alongside) => expireRequests(store, botId, alongside),
  };
}
