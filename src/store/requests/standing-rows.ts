import type { Kysely } from 'kysely';
import { gathered } from '../engine/gathered.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { changed } from './message-rows.ts';

/**
 * What stands in a message: nothing of any request; requests; or the record of one, which shows, or is about to show, what
 * came of an act that was begun, or waits to be approved.
 */
export type Standing =
  | { is: 'nothing' | 'record' }
  | { is: 'requests'; requests: readonly string[] };

/** Every SQL statement on which requests stand in a message. */
export interface StandingRows {
  /**
   * The request stands in this message from now on, and no other question does. True: a younger one did, so that the
   * message may show that one, and is to be made to show this one.
   */
  attach(request: string, chatId: number, messageId: number): Promise<boolean>;
  /**
   * A message in which these requests stood was made to show something else: their questions are closed. Where it was given
   * to another one while that was on its way, that one keeps it and is to be shown there again. True: so it is.
   */
  replacedAt(requests: readonly string[], chatId: number, messageId: number): Promise<boolean>;
  /**
   * A message was made to show a request: what was asked there besides is closed. Where the message was given to another
   * request while that was on its way, the other one keeps it and is to be shown there again. True: so it is.
   */
  shownAt(request: string, chatId: number, messageId: number): Promise<boolean>;
  standingIn(chatId: number, messageId: number): Promise<Standing>;
}

export function createStandingRows(store: Store, botId: number): StandingRows {
  const { db, now, lists } = store;
  const standingAt = async (
    from: Kysely<Tables>,
    chatId: number,
    messageId: number,
  ): Promise<string[]> => {
    const rows = await from
      .selectFrom('request_messages')
      .select('request')
      .where('bot_id', '=', botId)
      .where('chat_id', '=', chatId)
      .where('message_id', '=', messageId)
      .orderBy('request')
      .execute();
    return rows.map(({ request }) => request);
  };
  /** Closes those that are questions. Returns when the youngest of the open ones was asked; 0: none was open. */
  const close = async (
    from: Kysely<Tables>,
    chatId: number,
    requests: readonly string[],
  ): Promise<number> => {
    let youngest = 0;
    const questions = await from
      .selectFrom('requests')
      .select(['token', 'created_at'])
      .where(lists.among('token', requests))
      .where('status', 'in', ['proposed', 'expired'])
      .orderBy('token')
      .execute();
    for (const { token: request, created_at } of questions) {
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

  /** Has those that were put there meanwhile shown there again. Returns whether there are any. */
  const showAgain = async (from: Kysely<Tables>, requests: readonly string[]): Promise<boolean> => {
    for (const request of requests) await changed(from, now, request);
    return requests.length > 0;
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
    attach: (request, chatId, messageId) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('request_messages')
          .set({ message_id: messageId })
          .where('request', '=', request)
          .where('chat_id', '=', chatId)
          .execute();
        const standing = await standingAt(transaction, chatId, messageId);
        const others = standing.filter((one) => one !== request);
        const youngest = await close(transaction, chatId, others);
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
    replacedAt: (requests, chatId, messageId) =>
      db.transaction().execute(async (transaction) => {
        const standing = await standingAt(transaction, chatId, messageId);
        const replaced = standing.filter((one) => requests.includes(one));
        await close(transaction, chatId, replaced);
        const others = standing.filter((one) => !requests.includes(one));
        return showAgain(transaction, others);
      }),
    shownAt: (request, chatId, messageId) =>
      db.transaction().execute(async (transaction) => {
        const standing = await standingAt(transaction, chatId, messageId);
        if (!standing.includes(request)) return showAgain(transaction, standing);
        const others = standing.filter((one) => one !== request);
        await close(transaction, chatId, others);
        return false;
      }),
    async standingIn(chatId, messageId) {
      // Most of what is pressed is no request's: that is found out by a look at one index.
      const found = await requestIn({ chatId, messageId });
      if (found.length === 0) return { is: 'nothing' };
      const requests = found.map(({ request }) => request);
      return (await areRecords(requests)) ? { is: 'record' } : { is: 'requests', requests };
    },
  };
}
