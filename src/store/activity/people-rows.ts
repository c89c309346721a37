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
 * The shops whose activity tells of somebody, and which somebody has one of these roles in, but `owner` hasn't.
 * @param number stands for the person in the rows
 */
export async function shopsOfOthers(
  transaction: Kysely<Tables>,
  botId: number,
  { number, owner, roles }: { number: number; owner: number; roles: readonly string[] },
): Promise<string[]> {
  const owned = sql`members.shop = activity.shop and members.role in (${sql.join([...roles])})`;
  const rows = await transaction
    .selectFrom('activity')
    .select('shop')
    .distinct()
    .where('bot_id', '=', botId)
    .where(sql<SqlBool>`(activity.person = ${number} or activity.subject = ${number})`)
    .where(sql<SqlBool>`exists (select 1 from members where ${owned})`)
    .where(
      sql<SqlBool>`not exists (select 1 from members where ${owned} and members.person_id = ${owner})`,
    )
    .execute();
  return rows.map(({ shop }) => shop).filter((shop) => shop !== null);
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
