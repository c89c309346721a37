import { sql } from 'kysely';
import type { Store } from '../store.ts';

/** What a button can name besides its shop and its orders. */
export interface Named {
  of: 'request' | 'search' | 'selection';
  id: string;
}

/** Where such a thing belongs. */
export interface Origin {
  shop: string;
  /** The chats that were shown it. */
  chats: readonly number[];
  /** Who asked for it or decided on it: they may have been shown it alone. */
  people: readonly number[];
}

/** A group or a person, and when they were shown the message (milliseconds since 1970). */
export interface Shown {
  shop: string;
  chatId: number;
  at: number;
}

/** What was shown where. */
export interface Origins {
  /** Undefined: nothing is known of it, or nothing any more. */
  of(named: Named): Promise<Origin | undefined>;
  /** Whether a group can have been shown something of a shop: it works for it, or has worked for it. */
  wasOfGroup(shown: Shown): Promise<boolean>;
  /** Whether a person alone can have been shown something of a shop: they belong to its team, or have belonged to it. */
  wasOfPerson(shown: Shown): Promise<boolean>;
}

/** Rows that people without any right can cause: they prove nothing. */
const anybodys = sql.join(['refusal', 'forged', 'tokenShown']);

export function createOrigins({ db }: Store, botId: number): Origins {
  /** What is older than the shop's row is of another database. */
  const isTrue = async ({ shop, at }: Shown, proof: ReturnType<typeof sql<boolean>>) => {
    const found = await sql`select 1 from shops where id = ${shop} and bot_id = ${botId}
      and (created_at > ${at} or ${proof})`.execute(db);
    return found.rows.length > 0;
  };
  return {
    async of({ of, id }) {
      if (of === 'request') {
        const rows = await db
          .selectFrom('requests')
          .leftJoin('request_messages', 'request_messages.request', 'requests.token')
          .select(['requests.shop', 'asked_by', 'decided_by', 'request_messages.chat_id'])
          .where('token', '=', id)
          .where('requests.bot_id', '=', botId)
          .execute();
        const [first] = rows;
        if (first === undefined) return undefined;
        return {
          shop: first.shop,
          chats: rows.flatMap(({ chat_id }) => chat_id ?? []),
          people: [first.asked_by, ...(first.decided_by === null ? [] : [first.decided_by])],
        };
      }
      const row =
        of === 'search'
          ? await db
              .selectFrom('searches')
              .select(['shop', 'chat_id', 'asked_by as person'])
              .where('bot_id', '=', botId)
              .where('id', '=', id)
              .executeTakeFirst()
          : await db
              .selectFrom('selections')
              .select(['shop', 'chat_id', 'person_id as person'])
              .where('bot_id', '=', botId)
              .where('id', '=', id)
              .executeTakeFirst();
      return row && { shop: row.shop, chats: [row.chat_id], people: [row.person] };
    },
    wasOfGroup: (shown) =>
      isTrue(
        shown,
        sql`exists (select 1 from chat_shops where bot_id = ${botId}
            and chat_id = ${shown.chatId} and shop = ${shown.shop})
          or exists (select 1 from activity where bot_id = ${botId} and shop = ${shown.shop}
            and chat_id = ${shown.chatId} and kind not in (${anybodys}))`,
      ),
    wasOfPerson: (shown) =>
      isTrue(
        shown,
        sql`exists (select 1 from members where shop = ${shown.shop}
            and person_id = ${shown.chatId})
          or exists (select 1 from activity join activity_people
              on activity_people.bot_id = activity.bot_id
              and activity_people.number in (activity.person, activity.subject)
            where activity.bot_id = ${botId} and activity.shop = ${shown.shop}
              and kind not in (${anybodys}) and telegram_id = ${shown.chatId})
          or exists (select 1 from activity where bot_id = ${botId} and shop = ${shown.shop}
            and kind = 'forgotten' and at >= ${shown.at})`,
      ),
  };
}
