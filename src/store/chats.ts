import { sql } from 'kysely';
import type { Locale } from '../config.ts';
import type { Store } from './store.ts';

/** What is remembered of a chat. */
export interface Chats {
  locale(chatId: number): Promise<Locale | undefined>;
  /** True the first time only: the one who asks shows the group's members who can read along. */
  claimWarning(chatId: number): Promise<boolean>;
  /** The bot can't write there any more (blocked, removed). */
  markGone(chatId: number): Promise<void>;
  /** Moves all that belongs to a group to the supergroup it became. */
  migrate(from: number, to: number): Promise<void>;
}

export function createChats({ db, now }: Store): Chats {
  const known = async (chatId: number) => {
    await db
      .insertInto('chats')
      .values({ chat_id: chatId, locale: null, warned_at: null, gone_at: null })
      .onConflict((conflict) => conflict.column('chat_id').doNothing())
      .execute();
  };
  return {
    async locale(chatId) {
      const row = await db
        .selectFrom('chats')
        .select('locale')
        .where('chat_id', '=', chatId)
        .executeTakeFirst();
      return (row?.locale ?? undefined) as Locale | undefined;
    },
    async claimWarning(chatId) {
      await known(chatId);
      const { numUpdatedRows } = await db
        .updateTable('chats')
        .set({ warned_at: now() })
        .where('chat_id', '=', chatId)
        .where('warned_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async markGone(chatId) {
      await known(chatId);
      await db.updateTable('chats').set({ gone_at: now() }).where('chat_id', '=', chatId).execute();
    },
    async migrate(from, to) {
      await db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('actions')
          .set({ chat_id: to })
          .where('chat_id', '=', from)
          .execute();
        await transaction
          .updateTable('conversations')
          .set({ key: sql<string>`${String(to)} || substr(key, ${String(from).length + 1})` })
          .where('key', 'like', `${from}:%`)
          .execute();
        await transaction
          .updateTable('exports')
          .set({ chat_id: to })
          .where('chat_id', '=', from)
          .execute();
        const moved = await transaction
          .deleteFrom('chats')
          .where('chat_id', '=', from)
          .returningAll()
          .executeTakeFirst();
        // Telegram tells of a move more than once: nothing is left to take along the second time.
        if (moved === undefined) return;
        await transaction.deleteFrom('chats').where('chat_id', '=', to).execute();
        await transaction
          .insertInto('chats')
          .values({ ...moved, chat_id: to, gone_at: null })
          .execute();
      });
    },
  };
}
