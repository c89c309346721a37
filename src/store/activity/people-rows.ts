import { type Kysely, type SqlBool, sql } from 'kysely';
import type { DatabaseClock } from '../clock.ts';
import type { Tables } from '../schema.ts';

/** The Telegram ID of somebody whom the activity tells of; undefined: there is nobody, or they were forgotten. */
export async function telegramIdOf(
  transaction: Kysely<Tables>,
  botId: number,
  number: number,
): Promise<number | undefined> {
  const row = await transaction
    .selectFrom('activity_people')
    .select('telegram_id')
    .where('bot_id', '=', botId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.telegram_id ?? undefined;
}

/**
 * The shops whose activity tells of somebody, and in which others have one of these roles, but `owner` hasn't.
 * @param number stands for the person in the rows
 */
export async function shopsOfOthers(
  transaction: Kysely<Tables>,
  botId: number,
  { number, owner, roles }: { number: number; owner: number; roles: readonly string[] },
): Promise<string[]> {
  const isOwned = sql`exists (select 1 from members where members.shop = shops.id
    and members.role in (${sql.join([...roles])})`;
  const told = (column: 'person' | 'subject') => sql`exists (select 1 from activity
    where activity.bot_id = ${botId} and activity.shop = shops.id
      and ${sql.ref(`activity.${column}`)} = ${number})`;
  const rows = await transaction
    .selectFrom('shops')
    .select('id')
    .where('bot_id', '=', botId)
    .where(sql<SqlBool>`${isOwned}) and not ${isOwned} and members.person_id = ${owner})`)
    .where(sql<SqlBool>`(${told('person')} or ${told('subject')})`)
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes out a name and the number at Telegram; the rows keep the number that stands for the person. To be called while the end is held. */
export async function takeOutName(
  transaction: Kysely<Tables>,
  now: DatabaseClock,
  botId: number,
  number: number,
): Promise<void> {
  await transaction
    .updateTable('activity_people')
    .set({ name: '', telegram_id: null, forgotten_at: now() })
    .where('bot_id', '=', botId)
    .where('number', '=', number)
    .execute();
}
