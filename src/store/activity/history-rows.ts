import { type Expression, type SqlBool, sql } from 'kysely';
import type { ActivityPeopleTable } from '../schema/activity.ts';
import type { Store } from '../store.ts';
import type { ActivityRow } from './append.ts';

/** Which rows of a shop are wanted; what is absent doesn't matter. Times are milliseconds since 1970. */
export interface HistoryFilter {
  shop: string;
  /** Who did it, or whom it was done to, by the number that stands for them. */
  person?: number | undefined;
  order?: {
    id: number;
    /** Rows of these kinds count too that are about many orders, this one among them, while its act is kept. */
    amongMany: readonly string[];
  };
  kinds?: readonly string[] | undefined;
  /** From this moment on. */
  from?: number | undefined;
  /** Before this moment. */
  before?: number | undefined;
}

/** Somebody whom the activity tells of; without a name they were forgotten, or have not written yet. */
export interface PersonRow {
  number: number;
  /** Undefined once they were forgotten. */
  telegramId: number | undefined;
  name: string;
}

type PersonOfRow = Pick<ActivityPeopleTable, 'number' | 'telegram_id' | 'name'>;

/** Every SQL statement by which people read the activity. */
export interface HistoryRows {
  count(filter: HistoryFilter): Promise<number>;
  /** The latest first. */
  page(filter: HistoryFilter, limit: number, offset: number): Promise<ActivityRow[]>;
  /** The latest of those with a smaller number than this; undefined: of all. */
  earlier(filter: HistoryFilter, before: number | undefined, limit: number): Promise<ActivityRow[]>;
  /** What was written about these, encrypted, as far as it is still kept. */
  notes(numbers: readonly number[]): Promise<{ number: number; text_encrypted: string }[]>;
  people(numbers: readonly number[]): Promise<PersonRow[]>;
  /** The people of a shop's activity, those of the latest rows first. */
  peopleOf(shop: string, limit: number): Promise<PersonRow[]>;
  /** The number that stands for a person; undefined: there is nothing of theirs. */
  numberOf(telegramId: number): Promise<number | undefined>;
}

/** The rows are named by two indexes, and read once. */
function isOfOrder(
  botId: number,
  shop: string,
  { id, amongMany }: NonNullable<HistoryFilter['order']>,
): Expression<SqlBool> {
  return sql<SqlBool>`activity.number in (
    select own.number from activity as own
      where own.bot_id = ${botId} and own.shop = ${shop} and own.order_id = ${id}
    union
    select many.number from acts join activity as many on many.request = acts.request
      and many.bot_id = acts.bot_id and many.shop = acts.shop
      where acts.shop = ${shop} and acts.order_id = ${id} and acts.bot_id = ${botId}
        and many.order_id is null and many.kind in (${sql.join([...amongMany])}))`;
}

export function createHistoryRows({ db, lists }: Store, botId: number): HistoryRows {
  const matching = ({ shop, person, order, kinds, from, before }: HistoryFilter) => {
    const conditions: Expression<SqlBool>[] = [
      sql<SqlBool>`activity.bot_id = ${botId} and activity.shop = ${shop}`,
    ];
    if (person !== undefined) {
      conditions.push(sql<SqlBool>`(activity.person = ${person} or activity.subject = ${person})`);
    }
    if (order !== undefined) conditions.push(isOfOrder(botId, shop, order));
    if (kinds !== undefined) conditions.push(lists.among('activity.kind', kinds));
    if (from !== undefined) conditions.push(sql<SqlBool>`activity.at >= ${from}`);
    if (before !== undefined) conditions.push(sql<SqlBool>`activity.at < ${before}`);
    return conditions;
  };
  const personOf = (row: PersonOfRow) => ({
    number: row.number,
    telegramId: row.telegram_id ?? undefined,
    name: row.name,
  });

  return {
    async count(filter) {
      const row = await db
        .selectFrom('activity')
        .select(({ fn }) => fn.countAll<number>().as('rows'))
        .where(({ and }) => and(matching(filter)))
        .executeTakeFirstOrThrow();
      return Number(row.rows);
    },
    page: (filter, limit, offset) =>
      db
        .selectFrom('activity')
        .selectAll()
        .where(({ and }) => and(matching(filter)))
        .orderBy('number', 'desc')
        .limit(limit)
        .offset(offset)
        .execute(),
    earlier: (filter, before, limit) =>
      db
        .selectFrom('activity')
        .selectAll()
        .where(({ and }) => and(matching(filter)))
        .$if(before !== undefined, (rows) => rows.where('number', '<', before ?? 0))
        .orderBy('number', 'desc')
        .limit(limit)
        .execute(),
    async notes(numbers) {
      if (numbers.length === 0) return [];
      return db
        .selectFrom('activity_kept')
        .select(['number', 'text_encrypted'])
        .where('bot_id', '=', botId)
        .where('what', '=', 'note')
        .where(lists.among('number', numbers))
        .execute();
    },
    async people(numbers) {
      if (numbers.length === 0) return [];
      const rows = await db
        .selectFrom('activity_people')
        .select(['number', 'telegram_id', 'name'])
        .where('bot_id', '=', botId)
        .where(lists.among('number', numbers))
        .execute();
      return rows.map(personOf);
    },
    async peopleOf(shop, limit) {
      // One look for each person, among few, instead of one at each row.
      const { rows } = await sql<PersonOfRow & { latest: number }>`
        select * from (
          select number, telegram_id, name, (
            select max(activity.number) from activity where activity.bot_id = ${botId}
              and activity.shop = ${shop} and activity.person = activity_people.number
          ) as latest
          from activity_people where bot_id = ${botId}
        ) as people where latest is not null order by latest desc limit ${limit}`.execute(db);
      return rows.map(personOf);
    },
    async numberOf(telegramId) {
      const row = await db
        .selectFrom('activity_people')
        .select('number')
        .where('bot_id', '=', botId)
        .where('telegram_id', '=', telegramId)
        .executeTakeFirst();
      return row?.number;
    },
  };
}
