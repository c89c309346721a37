import { type SqlBool, sql } from 'kysely';
import type { Store } from '../../store.ts';
import type { ActKind } from '../states.ts';

/** From a moment on until before another, in milliseconds since 1970 by the database's clock. */
export interface Within {
  from: number;
  before: number;
}

/** How many acts of one kind one person did for one reason. */
export interface DoneRow {
  kind: ActKind;
  /** Null: nobody's Yes led to it. */
  person_id: number | null;
  /** As the activity knows them; null: it doesn't, or not any more. */
  name: string | null;
  reason: string | null;
  acts: number;
}

/** Counts the acts on orders of a shop that were done within a time, by kind, by who said yes, and by why. */
export async function doneWithin(
  { db }: Store,
  botId: number,
  { shop, from, before }: Within & { shop: string },
): Promise<DoneRow[]> {
  const rows = await db
    .selectFrom((acts) =>
      acts
        .selectFrom('acts')
        .innerJoin('requests', 'requests.token', 'acts.request')
        .select(['requests.kind', 'acts.reason'])
        // Who said no has not done what an earlier request did all the same.
        .select(
          sql<
            number | null
          >`case when requests.status <> 'declined' then requests.decided_by end`.as('person_id'),
        )
        .select(({ fn }) => fn.countAll<number>().as('acts'))
        .where('acts.bot_id', '=', botId)
        .where('acts.shop', '=', shop)
        // In these words SQLite knows the index of what was done by it.
        .where(sql<SqlBool>`acts.status = 'done'`)
        .where('acts.settled_at', '>=', from)
        .where('acts.settled_at', '<', before)
        .groupBy(['requests.kind', 'acts.reason', 'person_id'])
        .as('done'),
    )
    .leftJoin('activity_people', (people) =>
      people
        .on('activity_people.bot_id', '=', botId)
        .onRef('activity_people.telegram_id', '=', 'done.person_id'),
    )
    .select(['done.kind', 'done.person_id', 'done.reason', 'done.acts', 'activity_people.name'])
    .orderBy('done.acts', 'desc')
    .orderBy('done.person_id')
    .execute();
  return rows.map((row) => ({ ...row, name: row.name || null, acts: Number(row.acts) }));
}
