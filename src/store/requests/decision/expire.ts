import type { Kysely, Selectable } from 'kysely';
import { fixed } from '../../clock.ts';
import type { RequestsTable } from '../../schema/requests.ts';
import type { Tables } from '../../schema.ts';
import type { Store } from '../../store.ts';
import { type RequestStatus, requestsIn } from '../states.ts';

/** Told of a request in the transaction that moved it on, last of all that is done there. */
export type AlongsideRequest = (
  row: Selectable<RequestsTable>,
  transaction: Kysely<Tables>,
) => Promise<void>;

const atOnce = 500;

/**
 * Closes the questions, and what waited for an approval, that nobody answered in time. Returns how many.
 * @param alongside told of what had waited for an approval
 */
export async function expireRequests(
  store: Store,
  botId: number,
  alongside?: AlongsideRequest,
): Promise<number> {
  let closed = 0;
  for (const status of requestsIn('asked'))
    closed += await expireThose(
      store,
      botId,
      status,
      status === 'awaiting' ? alongside : undefined,
    );
  return closed;
}

async function expireThose(
  { db, now, lists }: Store,
  botId: number,
  status: RequestStatus,
  alongside: AlongsideRequest | undefined,
): Promise<number> {
  const due = await db
    .selectFrom('requests')
    .select('token')
    .where('bot_id', '=', botId)
    .where('status', '=', status)
    .where('expires_at', '<=', fixed(now()))
    .limit(atOnce)
    .execute();
  if (due.length === 0) return 0;
  return db.transaction().execute(async (transaction) => {
    const tokens = due.map(({ token }) => token).sort();
    const expired = await transaction
      .updateTable('requests')
      .set({ status: 'expired' })
      .where(lists.among('token', tokens))
      .where('status', '=', status)
      .returningAll()
      .execute();
    for (const { token } of expired) {
      await transaction
        .updateTable('acts')
        .set({ status: 'skipped' })
        .where('request', '=', token)
        .execute();
      // What never came to stand in a chat, since its process was killed on the way, has nothing to be closed.
      await transaction
        .updateTable('request_messages')
        .set((row) => ({ version: row('version', '+', 1), due_at: now() }))
        .where('request', '=', token)
        .where('message_id', 'is not', null)
        .execute();
    }
    if (alongside) for (const row of expired) await alongside(row, transaction);
    return expired.length;
  });
}
