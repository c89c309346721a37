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

/** What was said of a place. */
export interface ChatShop {
  shop: string;
  /** It was said of this topic, and not of its whole chat. */
  isTopic: boolean;
  /** It works for that shop no longer, and for no other one. */
  isEnded: boolean;
}

/** Every SQL statement on the shops that chats work for. */
export interface ChatShops {
  /** What was said of this topic, else of its chat; undefined: nothing. */
  of(place: ChatPlace): Promise<ChatShop | undefined>;
  /** Whether somebody has said that the place works for this shop, and not merely used the bot there. */
  isChosen(place: ChatPlace, shop: string): Promise<boolean>;
  /** The same of any topic of a chat. */
  isChosenAnywhere(chatId: number, shop: string): Promise<boolean>;
  /** `ifNone`: only where none was chosen. True: it is this shop's now by somebody's word, and wasn't before. */
  put(place: ChatPlace, shop: string, options?: PutOptions): Promise<boolean>;
  /** The topic, where it has a shop of its own, else its chat, works for this shop no longer. False: it didn't. */
  end(place: ChatPlace, shop: string): Promise<boolean>;
}

/** @param db the database, or a transaction that what is written becomes a part of */
export function createChatShops(db: Kysely<Tables>, botId: number): ChatShops {
  const ofChat = (chatId: number) =>
    db
      .selectFrom('chat_shops')
      .select(['thread_id', 'shop', 'chosen_by', 'ended'])
      .where('bot_id', '=', botId)
      .where('chat_id', '=', chatId);
  const find = ({ chatId, threadId }: ChatPlace) =>
    ofChat(chatId)
      .where('thread_id', 'in', [threadId, 0])
      .orderBy('thread_id', 'desc')
      .executeTakeFirst();
  const row = ({ chatId, threadId }: ChatPlace, shop: string) => ({
    bot_id: botId,
    chat_id: chatId,
    thread_id: threadId,
    shop,
  });
  return {
    async of(place) {
      const found = await find(place);
      if (found === undefined) return undefined;
      const { shop, thread_id, ended } = found;
      return { shop, isTopic: thread_id !== 0, isEnded: ended === 1 };
    },
    async isChosen(place, shop) {
      const found = await find(place);
      return found?.shop === shop && found.chosen_by !== null && found.ended === 0;
    },
    async isChosenAnywhere(chatId, shop) {
      const found = await ofChat(chatId)
        .where('shop', '=', shop)
        .where('chosen_by', 'is not', null)
        .where('ended', '=', 0)
        .executeTakeFirst();
      return found !== undefined;
    },
    async put(place, shop, { ifNone = false, chosenBy = null } = {}) {
      const put = await db
        .insertInto('chat_shops')
        .values({ ...row(place, shop), chosen_by: chosenBy })
        .onConflict((conflict) => {
          const known = conflict.columns(['bot_id', 'chat_id', 'thread_id']);
          return ifNone
            ? known.doNothing()
            : known
                .doUpdateSet({ shop, chosen_by: chosenBy, ended: 0 })
                .where((now) =>
                  now.or([
                    now('chat_shops.shop', '<>', shop),
                    now('chat_shops.chosen_by', 'is', null),
                    now('chat_shops.ended', '=', 1),
                  ]),
                );
        })
        .returning('shop')
        .executeTakeFirst();
      return put !== undefined;
    },
    async end(place, shop) {
      const threadId = (await find(place))?.thread_id ?? 0;
      const ended = await db
        .insertInto('chat_shops')
        .values({ ...row({ ...place, threadId }, shop), chosen_by: null, ended: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['bot_id', 'chat_id', 'thread_id'])
            .doUpdateSet({ ended: 1 })
            .where('chat_shops.shop', '=', shop)
            .where('chat_shops.ended', '=', 0),
        )
        .returning('shop')
        .executeTakeFirst();
      return ended !== undefined;
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
  const moved = await transaction
    .deleteFrom('chat_shops')
    .where('bot_id', '=', botId)
    .where('chat_id', '=', from)
    .returningAll()
    .execute();
  for (const row of moved) {
    await transaction
      .insertInto('chat_shops')
      .values({ ...row, chat_id: to })
      .onConflict((conflict) => conflict.columns(['bot_id', 'chat_id', 'thread_id']).doNothing())
      .execute();
  }
}
