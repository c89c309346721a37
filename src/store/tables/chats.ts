import { type Expression, type Kysely, type Selectable, type SqlBool, sql } from 'kysely';
import type { Locale } from '../../config.ts';
import type { DatabaseClock } from '../clock.ts';
import { moveDigests } from '../digests/digest-rows.ts';
import { gathered } from '../engine/gathered.ts';
import { requestsIn } from '../requests/states.ts';
import type { ChatsTable } from '../schema/chats.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { moveChatShops } from './chat-shops.ts';
import { moveConversations } from './conversations.ts';
import { moveGroupMembers } from './members.ts';
import { moveSearches } from './searches.ts';
import { moveSelections } from './selections.ts';

/** Where an Excel goes that is asked for in a group: to the person alone, or into the group. */
export type ExcelTo = 'person' | 'group';

/** Hours of the day, 0 to 23: from the first until the second, over midnight where that is the earlier one. */
export interface QuietHours {
  from: number;
  to: number;
}

/** What is remembered of one chat. */
export interface KnownChat {
  /** The language that was chosen for it. */
  locale: Locale | undefined;
  /** The bot is known to be unable to write there. */
  isGone: boolean;
  /** A group's members have been told who can read along. */
  isWarned: boolean;
  excelTo: ExcelTo;
  /** A group sees phones and addresses whole. */
  isUnmasked: boolean;
  /** When the bot makes no sound by itself; undefined: it may at any time. */
  quiet: QuietHours | undefined;
  /** The hour, 0 to 23 by the shop's clock, of its daily digest; undefined: it wants none. */
  digestHour: number | undefined;
}

/** What is remembered of chats. */
export interface Chats {
  about(chatId: number): Promise<KnownChat>;
  locale(chatId: number): Promise<Locale | undefined>;
  markWarned(chatId: number): Promise<void>;
  /** Whether there is a basic group whose members have been told: it can become a supergroup, which is another chat. */
  hasWarnedBasicGroup(): Promise<boolean>;
  /** The bot can't write there any more (blocked, removed). True when that is new. */
  markGone(chatId: number): Promise<boolean>;
  /** The chat was heard of again: what waited for it is shown. */
  markBack(chatId: number): Promise<void>;
  /**
   * Moves all that belongs to a group to the supergroup it became. Messages have other numbers there: what is open is
   * shown anew.
   */
  migrate(from: number, to: number): Promise<void>;
}

/** True in a statement for what belongs to a chat that the bot can write to, as far as it knows. */
export function isReachable(botId: number, chatId: Expression<number>): Expression<SqlBool> {
  return sql<SqlBool>`not exists (select 1 from chats
    where chats.bot_id = ${botId} and chats.chat_id = ${chatId} and chats.gone_at is not null)`;
}

/** Supergroups and channels have numbers below this one, basic groups above it (core.telegram.org/api/bots/ids). */
const lastSupergroup = -1_000_000_000_000;

/** What one bot remembers of its chats. */
export function createChats(store: Store, botId: number): Chats {
  const { db, now, encryption } = store;
  const known = async (chatId: number) => {
    await db
      .insertInto('chats')
      .values({ bot_id: botId, chat_id: chatId, locale: null, warned_at: null, gone_at: null })
      .onConflict((conflict) => conflict.columns(['bot_id', 'chat_id']).doNothing())
      .execute();
  };
  const find = gathered<{ chatId: number }, Selectable<ChatsTable> & { at: number }>(
    store,
    { chatId: 'bigint' },
    (asked) =>
      db
        .selectFrom(asked.as('asked'))
        .crossJoin('chats')
        .selectAll('chats')
        .select('asked.at')
        .where('chats.bot_id', '=', botId)
        .whereRef('chats.chat_id', '=', 'asked.chatId'),
  );
  const about: Chats['about'] = async (chatId) => {
    const [row] = await find({ chatId });
    return {
      locale: (row?.locale ?? undefined) as Locale | undefined,
      isGone: typeof row?.gone_at === 'number',
      isWarned: typeof row?.warned_at === 'number',
      excelTo: row?.excel_to === 'group' ? 'group' : 'person',
      isUnmasked: row?.unmasked === 1,
      quiet: quietOf(row),
      digestHour: row?.digest_hour ?? undefined,
    };
  };
  return {
    about,
    locale: async (chatId) => (await about(chatId)).locale,
    async markWarned(chatId) {
      await known(chatId);
      await db
        .updateTable('chats')
        .set({ warned_at: now() })
        .where('bot_id', '=', botId)
        .where('chat_id', '=', chatId)
        .where('warned_at', 'is', null)
        .execute();
    },
    async hasWarnedBasicGroup() {
      const row = await db
        .selectFrom('chats')
        .select('chat_id')
        .where('bot_id', '=', botId)
        .where('chat_id', '<', 0)
        .where('chat_id', '>', lastSupergroup)
        .where('warned_at', 'is not', null)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async markGone(chatId) {
      await known(chatId);
      const { numUpdatedRows } = await db
        .updateTable('chats')
        .set({ gone_at: now() })
        .where('bot_id', '=', botId)
        .where('chat_id', '=', chatId)
        .where('gone_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async markBack(chatId) {
      await db
        .updateTable('chats')
        .set({ gone_at: null })
        .where('bot_id', '=', botId)
        .where('chat_id', '=', chatId)
        .execute();
    },
    async migrate(from, to) {
      await db.transaction().execute(async (transaction) => {
        await moveRequests(transaction, botId, from, to);
        await moveConversations(transaction, encryption, botId, from, to);
        await moveExports(transaction, botId, from, to);
        await moveSearches(transaction, botId, from, to);
        await moveSelections(transaction, botId, from, to);
        await moveChatShops(transaction, botId, from, to);
        await moveGroupMembers(transaction, botId, from, to);
        await moveDigests(transaction, botId, from, to);
        const moved = await transaction
          .deleteFrom('chats')
          .where('bot_id', '=', botId)
          .where('chat_id', '=', from)
          .returningAll()
          .executeTakeFirst();
        // Telegram tells of a move more than once: nothing is left to take along the second time.
        if (moved === undefined) return;
        const there = await transaction
          .deleteFrom('chats')
          .where('bot_id', '=', botId)
          .where('chat_id', '=', to)
          .returningAll()
          .executeTakeFirst();
        await transaction
          .insertInto('chats')
          .values({
            bot_id: botId,
            chat_id: to,
            locale: moved.locale ?? there?.locale ?? null,
            warned_at: moved.warned_at ?? there?.warned_at ?? null,
            excel_to: moved.excel_to ?? there?.excel_to ?? null,
            unmasked: moved.unmasked ?? there?.unmasked ?? null,
            quiet_from: moved.quiet_from ?? there?.quiet_from ?? null,
            quiet_to: moved.quiet_to ?? there?.quiet_to ?? null,
            ...digestOf(moved.digest_hour === null && there ? there : moved),
            // Whoever has let the bot in again and moved the group: only the team brings it back.
            gone_at: there === undefined ? moved.gone_at : there.gone_at,
          })
          .execute();
      });
    },
  };
}

function quietOf(
  row: { quiet_from: number | null; quiet_to: number | null } | undefined,
): QuietHours | undefined {
  const { quiet_from: from, quiet_to: to } = row ?? {};
  return typeof from === 'number' && typeof to === 'number' ? { from, to } : undefined;
}

function digestOf({ digest_hour, digest_thread, digest_since }: Selectable<ChatsTable>) {
  return { digest_hour, digest_thread, digest_since };
}

/** What people choose for a chat besides its language. */
export interface ChosenForChat {
  isUnmasked?: boolean;
  quiet?: QuietHours | null;
  /** The hour of its daily digest, and the topic that it goes into; 0: outside topics. */
  digest?: { hour: number; threadId: number } | null;
}

/** Writes down what was chosen for a chat, as a part of what `transaction` does. */
export async function chooseForChat(
  transaction: Kysely<Tables>,
  now: DatabaseClock,
  { botId, chatId }: { botId: number; chatId: number },
  { isUnmasked, quiet, digest }: ChosenForChat,
): Promise<void> {
  const chosen = {
    ...(isUnmasked !== undefined && { unmasked: isUnmasked ? 1 : 0 }),
    ...(quiet !== undefined && { quiet_from: quiet?.from ?? null, quiet_to: quiet?.to ?? null }),
    ...(digest !== undefined && {
      digest_hour: digest?.hour ?? null,
      digest_thread: digest?.threadId ?? null,
      digest_since: digest === null ? null : now(),
    }),
  };
  await transaction
    .insertInto('chats')
    .values({ bot_id: botId, chat_id: chatId, ...chosen })
    .onConflict((conflict) => conflict.columns(['bot_id', 'chat_id']).doUpdateSet(chosen))
    .execute();
}

async function moveRequests(
  transaction: Kysely<Tables>,
  botId: number,
  from: number,
  to: number,
): Promise<void> {
  const those = transaction
    .updateTable('request_messages')
    .where('bot_id', '=', botId)
    .where('chat_id', '=', from);
  await those
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('message_id', 'is not', null)
    .where('request', 'in', (open) =>
      open
        .selectFrom('requests')
        .select('token')
        .where('status', 'in', requestsIn('asked', 'underWay')),
    )
    .execute();
  await those.set({ chat_id: to, message_id: null }).execute();
}

/** The same file, asked for there too, comes once. */
async function moveExports(
  transaction: Kysely<Tables>,
  botId: number,
  from: number,
  to: number,
): Promise<void> {
  await transaction
    .deleteFrom('exports')
    .where('bot_id', '=', botId)
    .where('chat_id', '=', from)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('exports as twin')
          .select('twin.id')
          .where('twin.chat_id', '=', to)
          .whereRef('twin.bot_id', '=', 'exports.bot_id')
          .whereRef('twin.shop', '=', 'exports.shop')
          .whereRef('twin.thread_id', '=', 'exports.thread_id')
          .whereRef('twin.type', '=', 'exports.type')
          .whereRef('twin.from_day', '=', 'exports.from_day')
          .whereRef('twin.to_day', '=', 'exports.to_day'),
      ),
    )
    .execute();
  await transaction
    .updateTable('exports')
    .set({ chat_id: to, reply_to: 0, status_message_id: 0 })
    .where('bot_id', '=', botId)
    .where('chat_id', '=', from)
    .execute();
}
