import { type Kysely, type Selectable, type SqlBool, sql } from 'kysely';
import { type DatabaseClock, fixed, later } from '../clock.ts';
import type { RequestMessagesTable } from '../schema/requests.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { isReachable } from '../tables/chats.ts';

export type RequestMessageRow = Selectable<RequestMessagesTable>;

/** Every SQL statement on the messages in which requests stand, and on what they show. */
export interface RequestMessageRows {
  get(request: string, chatId: number): Promise<RequestMessageRow | undefined>;
  /** Whoever reads this message, in a chat in which the request wasn't asked, follows what comes of it there. */
  follow(
    request: string,
    at: { chatId: number; threadId: number | null; messageId: number },
  ): Promise<void>;
  /**
   * What chats have not been shown yet of requests about one order, or of runs over many, the oldest first. What is for a
   * chat that is gone waits until it is back.
   */
  unshown(of: 'one' | 'many', limit: number): Promise<RequestMessageRow[]>;
  /** The chat shows this version; what has changed since is still to be shown, no sooner than in so many milliseconds. */
  markShown(request: string, chatId: number, version: number, nextMs?: number): Promise<void>;
  /**
   * The chat shows this version, of which time alone makes another one: to be shown again in so many milliseconds.
   * False: it has changed by itself.
   */
  showAgain(request: string, chatId: number, version: number, ms: number): Promise<boolean>;
}

/**
 * Has every chat in which a request stands shown that it has changed, in `ms` milliseconds. A run over many orders
 * changes all the time: its chats are shown it when they last said so.
 */
export async function changed(
  transaction: Kysely<Tables>,
  now: DatabaseClock,
  request: string,
  ms = 0,
): Promise<void> {
  await transaction
    .updateTable('request_messages')
    .set((row) => ({
      version: row('version', '+', 1),
      due_at: sql<number>`case when ${isOfRun} then due_at else ${later(now, ms)} end`,
    }))
    .where('request', '=', request)
    .execute();
}

/** Has every chat in which a request stands shown at once that it has changed, a run's too. */
export async function showNow(
  transaction: Kysely<Tables>,
  now: DatabaseClock,
  request: string,
): Promise<void> {
  await changed(transaction, now, request);
  await transaction
    .updateTable('request_messages')
    .set({ due_at: now() })
    .where('request', '=', request)
    .execute();
}

const isOfRun = sql<SqlBool>`exists (select 1 from runs where runs.request = request_messages.request)`;

export function createRequestMessageRows(store: Store, botId: number): RequestMessageRows {
  const { db, now } = store;
  return {
    get: (request, chatId) =>
      db
        .selectFrom('request_messages')
        .selectAll()
        .where('request', '=', request)
        .where('chat_id', '=', chatId)
        .executeTakeFirst(),
    async follow(request, { chatId, threadId, messageId }) {
      const shown = { thread_id: threadId, message_id: messageId };
      await db
        .insertInto('request_messages')
        .values({
          ...shown,
          request,
          bot_id: botId,
          chat_id: chatId,
          version: 1,
          shown_version: 0,
          due_at: now(),
          copy: 1,
        })
        .onConflict((conflict) =>
          conflict.columns(['request', 'chat_id']).doUpdateSet((row) => ({
            ...shown,
            version: sql<number>`request_messages.version + 1`,
            due_at: row.ref('excluded.due_at'),
          })),
        )
        .execute();
    },
    unshown: (of, limit) =>
      db
        .selectFrom('request_messages')
        .selectAll()
        .where('bot_id', '=', botId)
        .whereRef('shown_version', '<>', 'version')
        .where('due_at', '<=', fixed(now()))
        .where(of === 'many' ? isOfRun : sql<SqlBool>`not ${isOfRun}`)
        .where(({ ref }) => isReachable(botId, ref('request_messages.chat_id')))
        .orderBy('due_at')
        .limit(limit)
        .execute(),
    async showAgain(request, chatId, version, ms) {
      const { numUpdatedRows } = await db
        .updateTable('request_messages')
        .set({ version: version + 1, shown_version: version, due_at: later(now, ms) })
        .where('request', '=', request)
        .where('chat_id', '=', chatId)
        .where('version', '=', version)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async markShown(request, chatId, version, nextMs = 0) {
      await db
        .updateTable('request_messages')
        .set({ shown_version: version, ...(nextMs > 0 && { due_at: later(now, nextMs) }) })
        .where('request', '=', request)
        .where('chat_id', '=', chatId)
        .execute();
    },
  };
}
