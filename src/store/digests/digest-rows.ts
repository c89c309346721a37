import { type Kysely, type SqlBool, sql } from 'kysely';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import type { ChatPlace } from '../tables/chat-shops.ts';

/** A chat that wants a digest, as it was chosen there. */
export interface WantedDigest extends ChatPlace {
  /** 0 to 23, by the shop's clock. */
  hour: number;
  /** Since when, in milliseconds since 1970. */
  since: number;
  /** The moment at which it was read. */
  readAt: number;
}

/** Every SQL statement on daily digests. A day is yyyy-mm-dd by the shop's clock. */
export interface DigestRows {
  /** The chats that want one, as far as the bot can write to them. */
  wanted(): Promise<WantedDigest[]>;
  /** The chats that had theirs on a day. */
  taken(day: string): Promise<Set<number>>;
  /**
   * A chat has had its digest of a day from now on, whatever becomes of it. Of all who say so, one is heard. What was so
   * before the oldest day is forgotten.
   */
  take(chatId: number, day: string, oldest: string): Promise<boolean>;
  /** It hasn't: nothing was sent. */
  giveBack(chatId: number, day: string): Promise<void>;
}

export function createDigestRows({ db, now }: Store, botId: number): DigestRows {
  return {
    async wanted() {
      const rows = await db
        .selectFrom('chats')
        .select(['chat_id', 'digest_hour', 'digest_thread', 'digest_since'])
        .select(now().as('read_at'))
        .where('bot_id', '=', botId)
        .where(sql<SqlBool>`digest_hour is not null`)
        .where('gone_at', 'is', null)
        .execute();
      return rows.map((row) => ({
        chatId: row.chat_id,
        threadId: row.digest_thread ?? 0,
        hour: row.digest_hour ?? 0,
        since: row.digest_since ?? 0,
        readAt: row.read_at,
      }));
    },
    async taken(day) {
      const rows = await db
        .selectFrom('digests')
        .innerJoin('chats', (join) =>
          join
            .onRef('chats.bot_id', '=', 'digests.bot_id')
            .onRef('chats.chat_id', '=', 'digests.chat_id'),
        )
        .select('digests.chat_id')
        .where('chats.bot_id', '=', botId)
        .where(sql<SqlBool>`chats.digest_hour is not null`)
        .where('digests.day', '=', day)
        .execute();
      return new Set(rows.map(({ chat_id }) => chat_id));
    },
    take: (chat_id, day, oldest) =>
      db.transaction().execute(async (transaction) => {
        const taken = await transaction
          .insertInto('digests')
          .values({ bot_id: botId, chat_id, day })
          .onConflict((conflict) => conflict.doNothing())
          .returning('day')
          .executeTakeFirst();
        if (taken === undefined) return false;
        await transaction
          .deleteFrom('digests')
          .where('bot_id', '=', botId)
          .where('chat_id', '=', chat_id)
          .where('day', '<', oldest)
          .execute();
        return true;
      }),
    async giveBack(chat_id, day) {
      await db
        .deleteFrom('digests')
        .where((row) => row.and({ bot_id: botId, chat_id, day }))
        .execute();
    },
  };
}

/** A supergroup has had the digests that it was sent while it was a basic group. */
export async function moveDigests(
  transaction: Kysely<Tables>,
  botId: number,
  from: number,
  to: number,
): Promise<void> {
  const moved = await transaction
    .deleteFrom('digests')
    .where('bot_id', '=', botId)
    .where('chat_id', '=', from)
    .returningAll()
    .execute();
  if (moved.length === 0) return;
  await transaction
    .insertInto('digests')
    .values(moved.map((row) => ({ ...row, chat_id: to })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
