import { type Expression, type SqlBool, sql } from 'kysely';
import type { Store } from '../store.ts';

/** A person who works for a shop. `role` is one of the team's roles. */
export interface Member {
  personId: number;
  role: string;
}

/** Every SQL statement on who works for which shop of a bot. */
export interface MemberRows {
  /** The person's role in the shop; undefined: none. */
  roleIn(shop: string, personId: number): Promise<string | undefined>;
  /** Those of the people who work for any shop of the bot. */
  among(personIds: readonly number[]): Promise<Set<number>>;
  /** Everybody who works for any shop of the bot. */
  all(): Promise<number[]>;
  /** Makes these, and nobody else, the shop's members. */
  replace(shop: string, members: readonly Member[]): Promise<void>;
}

/** True in a statement while this person has one of these roles in this shop. */
export function hasRole(
  person: Expression<number | null>,
  shop: Expression<string>,
  roles: readonly string[],
): Expression<SqlBool> {
  if (roles.length === 0) return sql<SqlBool>`1 = 0`;
  return sql<SqlBool>`exists (select 1 from members where members.shop = ${shop}
    and members.person_id = ${person} and members.role in (${sql.join(roles)}))`;
}

export function createMemberRows({ db, lists }: Store, botId: number): MemberRows {
  return {
    async roleIn(shop, personId) {
      const row = await db
        .selectFrom('members')
        .select('role')
        .where('shop', '=', shop)
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return row?.role;
    },
    async among(personIds) {
      if (personIds.length === 0) return new Set();
      const rows = await db
        .selectFrom('members')
        .innerJoin('shops', 'shops.id', 'members.shop')
        .select('person_id')
        .where('shops.bot_id', '=', botId)
        .where(lists.among('person_id', personIds))
        .execute();
      return new Set(rows.map(({ person_id }) => person_id));
    },
    async all() {
      const rows = await db
        .selectFrom('members')
        .innerJoin('shops', 'shops.id', 'members.shop')
        .select('person_id')
        .distinct()
        .where('shops.bot_id', '=', botId)
        .orderBy('person_id')
        .execute();
      return rows.map(({ person_id }) => person_id);
    },
    async replace(shop, members) {
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('members').where('shop', '=', shop).execute();
        if (members.length === 0) return;
        await transaction
          .insertInto('members')
          .values(members.map(({ personId, role }) => ({ shop, person_id: personId, role })))
          .onConflict((conflict) =>
            conflict
              .columns(['shop', 'person_id'])
              .doUpdateSet(({ ref }) => ({ role: ref('excluded.role') })),
          )
          .execute();
      });
    },
  };
}
