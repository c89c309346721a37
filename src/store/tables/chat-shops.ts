import type { Kysely } from 'kysely';
import type { Tables } from '../schema.ts';

/** A chat, or one of its topics: 0 for all of them that have no shop of their own. */
export interface ChatPlace {
  chatId: number;
  threadId: number;
}

export interface PutOptions {
  ifNone?: boolean;
  /** Who says so, by their Telegram user ID; null: nobody. */
  chosenBy?: number | null;
}

/** Every SQL statement on the shops that chats work for. */
export interface ChatShops {
  /** The shop of this topic, else of its chat; undefined: none was chosen. */
  of(place: ChatPlace): Promise<string | undefined>;
  /** Whether somebody has said that the place works for this shop, and not merely used the bot there. */
  isChosen(place: ChatPlace, shop: string): Promise<boolean>;
  /** `ifNone`: only where none was chosen. True: it is this shop's now by somebody's word, and wasn't before. */
  put(place: ChatPlace, shop: string, options?: PutOptions): Promise<boolean>;
}

/** @param db the database, or a transaction that what is written becomes a part of */
export function createChatShops(db: Kysely<Tables>, botId: number): ChatShops {
  const find = ({ chatId, threadId }: ChatPlace) =>
    db
      .selectFrom('chat_shops')
      .select(['shop', 'chosen_by'])
      .where('bot_id', '=', botId)
      .where('chat_id', '=', chatId)
      .where('thread_id', 'in', [threadId, 0])
      .orderBy('thread_id', 'desc')
      .executeTakeFirst();
  return {
    of: async (place) => (await find(place))?.shop,
    async isChosen(place, shop) {
      const row = await find(place);
      return row?.shop === shop && row.chosen_by !== null;
    },
    async put({ chatId, threadId }, shop, { ifNone = false, chosenBy = null } = {}) {
      const row = await db
        .insertInto('chat_shops')
        .values({ bot_id: botId, chat_id: chatId, thread_id: threadId, shop, chosen_by: chosenBy })
        .onConflict((conflict) => {
          const known = conflict.columns(['bot_id', 'chat_id', 'thread_id']);
          return ifNone
            ? known.doNothing()
            : known
                .doUpdateSet({ shop, chosen_by: chosenBy })
                .where((now) =>
                  now.or([
                    now('chat_shops.shop', '<>', shop),
                    now('chat_shops.chosen_by', 'is', null),
                  ]),
                );
        })
        .returning('shop')
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

/** Moves what a group works for to the supergroup that it became, unless that was told something else already. */
export async function moveChatShops(
  transaction: Kysely<Tables>,
  botId: number,
  from: number,
  to: number,
): Promise<void> {
  const shops = createChatShops(transaction, botId);
  const moved = await transaction
    .deleteFrom('chat_shops')
    .where('bot_id', '=', botId)
    .where('chat_id', '=', from)
    .returning(['thread_id', 'shop', 'chosen_by'])
    .execute();
  for (const { thread_id: threadId, shop, chosen_by: chosenBy } of moved)
    await shops.put({ chatId: to, threadId }, shop, { ifNone: true, chosenBy });
}
