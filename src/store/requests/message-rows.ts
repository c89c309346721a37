import { type Kysely, type Selectable, type SqlBool, sql } from 'kysely';
import { type DatabaseClock, fixed, later } from '../clock.ts';
import { gathered } from '../engine/gathered.ts';
import type { RequestMessagesTable } from '../schema/requests.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { isReachable } from '../tables/chats.ts';

export type RequestMessageRow = Selectable<RequestMessagesTable>;

/**
 * What stands in a message: nothing of any request; a request; or the record of one, which shows, or is about to show, what
 * came of an act that was begun, or waits to be approved.
 */
export type Standing = 'nothing' | 'request' | 'record';

/** Every SQL statement on the messages in which requests stand. */
export interface RequestMessageRows {
  get(request: string, chatId: number): Promise<RequestMessageRow | undefined>;
  /**
   * The request stands in this message from now on, and no other question does. True: a younger one did, so that the
   * message may show that one, and is to be made to show this one.
   */
  attach(request: string, chatId: number, messageId: number): Promise<boolean>;
  /** Whoever reads this message, in a chat in which the request wasn't asked, follows what comes of it there. */
  follow(
    request: string,
    at: { chatId: number; threadId: number | null; messageId: number },
  ): Promise<void>;
  /** Closes the questions that stood in a message, other than `but`: it shows something else now. */
  closeAt(chatId: number, messageId: number, but?: string): Promise<void>;
  /**
   * A message was made to show a request: what was asked there besides is closed. Where the message was given to another
   * request while that was on its way, the other one keeps it and is to be shown there again. True: so it is.
   */
  shownAt(request: string, chatId: number, messageId: number): Promise<boolean>;
  standingIn(chatId: number, messageId: number): Promise<Standing>;
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
  const { db, now, lists } = store;
  /** Returns when the youngest of those was asked that were open; 0: none was. */
  const closeAt = async (
    from: Kysely<Tables>,
    chatId: number,
    messageId: number,
    but: string,
  ): Promise<number> => {
    let youngest = 0;
    const standing = await from
      .selectFrom('request_messages')
      .innerJoin('requests', 'requests.token', 'request_messages.request')
      .select(['request', 'created_at'])
      .where('request_messages.bot_id', '=', botId)
      .where('chat_id', '=', chatId)
      .where('message_id', '=', messageId)
      .where('request', '<>', but)
      .where('status', 'in', ['proposed', 'expired'])
      .orderBy('request')
      .execute();
    for (const { request, created_at } of standing) {
      // In the order of a decision, so that the two can't block each other.
      const { numUpdatedRows } = await from
        .updateTable('requests')
        .set({ status: 'expired' })
        .where('token', '=', request)
        .where('status', '=', 'proposed')
        .executeTakeFirst();
      if (numUpdatedRows > 0n) youngest = Math.max(youngest, created_at);
      await from
        .updateTable('acts')
        .set({ status: 'skipped' })
        .where('request', '=', request)
        .where('status', '=', 'proposed')
        .execute();
      // What is closed here is never shown as closed, since something else stands in its place.
      await from
        .updateTable('request_messages')
        .set((row) => ({ message_id: null, shown_version: row.ref('version') }))
        .where('request', '=', request)
        .where('chat_id', '=', chatId)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('requests')
              .select('token')
              .whereRef('token', '=', 'request_messages.request')
              .where('status', '=', 'expired'),
          ),
        )
        .execute();
    }
    return youngest;
  };

  const requestIn = gathered<
    { chatId: number; messageId: number },
    { at: number; request: string }
  >(store, { chatId: 'bigint', messageId: 'bigint' }, (asked) =>
    db
      .selectFrom(asked.as('asked'))
      .crossJoin('request_messages')
      .select(['asked.at', 'request_messages.request'])
      .where('request_messages.bot_id', '=', botId)
      .whereRef('request_messages.chat_id', '=', 'asked.chatId')
      .whereRef('request_messages.message_id', '=', 'asked.messageId'),
  );
  const areRecords = async (requests: readonly string[]): Promise<boolean> => {
    const record = await db
      .selectFrom('acts')
      .innerJoin('requests', 'requests.token', 'acts.request')
      .select('acts.request')
      .where(lists.among('acts.request', requests))
      .where((row) =>
        row.or([
          row('acts.status', 'not in', ['proposed', 'skipped']),
          row('requests.status', '=', 'awaiting'),
        ]),
      )
      .limit(1)
      .executeTakeFirst();
    return record !== undefined;
  };

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
    attach: (request, chatId, messageId) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('request_messages')
          .set({ message_id: messageId })
          .where('request', '=', request)
          .where('chat_id', '=', chatId)
          .execute();
        const youngest = await closeAt(transaction, chatId, messageId, request);
        if (youngest === 0) return false;
        const { created_at } = await transaction
          .selectFrom('requests')
          .select('created_at')
          .where('token', '=', request)
          .executeTakeFirstOrThrow();
        const tookOver = created_at < youngest;
        if (tookOver) await changed(transaction, now, request);
        return tookOver;
      }),
    async closeAt(chatId, messageId, but = '') {
      await db.transaction().execute((transaction) => closeAt(transaction, chatId, messageId, but));
    },
    shownAt: (request, chatId, messageId) =>
      db.transaction().execute(async (transaction) => {
        const standing = await transaction
          .selectFrom('request_messages')
          .select('request')
          .where('bot_id', '=', botId)
          .where('chat_id', '=', chatId)
          .where('message_id', '=', messageId)
          .orderBy('request')
          .execute();
        if (standing.some((one) => one.request === request)) {
          await closeAt(transaction, chatId, messageId, request);
          return false;
        }
        for (const other of standing) await changed(transaction, now, other.request);
        return standing.length > 0;
      }),
    async standingIn(chatId, messageId) {
      // Most of what is pressed is no request's: that is found out by a look at one index.
      const found = await requestIn({ chatId, messageId });
      if (found.length === 0) return 'nothing';
      return (await areRecords(found.map(({ request }) => request))) ? 'record' : 'request';
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
