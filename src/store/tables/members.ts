import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import { gathered } from '../engine/gathered.ts';
import type { MemberSource } from '../schema/team.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';

/** A person who works for a shop. `role` is one of the team's roles. */
export interface MemberRow {
  personId: number;
  role: string;
  /** '' until they have written to the bot. */
  name: string;
  source: MemberSource;
  addedBy: number | null;
}

/** A member's role, and the group that they are a member by; null: they are one by themselves. */
export interface FoundMember {
  role: string;
  groupId: number | null;
}

/** Whom the environment names now and didn't before, and the other way round. */
export interface SeedChange {
  added: readonly number[];
  removed: readonly { personId: number; role: string; name: string }[];
}

/** Every SQL statement on who works for which shop of a bot. */
export interface MemberRows {
  /** The person's roles, by the shops that they work for, the oldest shop first. */
  rolesOf(personId: number): Promise<Map<string, string>>;
  /** What the person is in the shop; undefined: nothing. */
  find(shop: string, personId: number): Promise<FoundMember | undefined>;
  /** Those of the people who work for any shop of the bot. */
  among(personIds: readonly number[]): Promise<Set<number>>;
  /** Everybody who works for any shop of the bot. */
  all(): Promise<number[]>;
  /** The shop's members, but for those by a group, who come and go with it. */
  of(shop: string): Promise<MemberRow[]>;
  /** Makes somebody a member by the group that they are in. False: they are one already. */
  addByGroup(
    shop: string,
    person: { id: number; name: string },
    by: { role: string; groupId: number },
  ): Promise<boolean>;
  /**
   * Makes these, and nobody else, members whom the environment names; who was invited stays.
   * @param alongside told, as a part of it, of whom that changes something for where the environment named others before
   */
  seed(
    shop: string,
    personIds: readonly number[],
    role: string,
    alongside?: (changed: SeedChange, transaction: Kysely<Tables>) => Promise<void>,
  ): Promise<void>;
  /** Writes down how a person is called now, in every shop of the bot. */
  rename(personId: number, name: string): Promise<void>;
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

export function createMemberRows(store: Store, botId: number): MemberRows {
  const { db, lists } = store;
  const rolesOf = gathered<{ personId: number }, { at: number; shop: string; role: string }>(
    store,
    { personId: 'bigint' },
    (asked) =>
      db
        .selectFrom(asked.as('asked'))
        .crossJoin('members')
        .crossJoin('shops')
        .select(['asked.at', 'members.shop', 'members.role'])
        .whereRef('members.person_id', '=', 'asked.personId')
        .whereRef('shops.id', '=', 'members.shop')
        .where('shops.bot_id', '=', botId)
        .orderBy('shops.created_at')
        .orderBy('shops.id'),
  );
  const find = gathered<{ shop: string; personId: number }, FoundMember & { at: number }>(
    store,
    { shop: 'text', personId: 'bigint' },
    (asked) =>
      db
        .selectFrom(asked.as('asked'))
        .crossJoin('members')
        .select(['asked.at', 'members.role', 'members.group_id as groupId'])
        .whereRef('members.shop', '=', 'asked.shop')
        .whereRef('members.person_id', '=', 'asked.personId'),
  );
  return {
    async rolesOf(personId) {
      const rows = await rolesOf({ personId });
      return new Map(rows.map(({ shop, role }) => [shop, role]));
    },
    async find(shop, personId) {
      const [member] = await find({ shop, personId });
      return member;
    },
    async addByGroup(shop, { id, name }, { role, groupId }) {
      const row = await db
        .insertInto('members')
        .values({
          shop,
          person_id: id,
          role,
          name,
          source: 'group',
          added_by: null,
          group_id: groupId,
        })
        .onConflict((conflict) => conflict.columns(['shop', 'person_id']).doNothing())
        .returning('person_id')
        .executeTakeFirst();
      return row !== undefined;
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
    of: (shop) => membersOf(db, shop),
    async seed(shop, personIds, role, alongside = async () => undefined) {
      await db.transaction().execute(async (transaction) => {
        const before = (await membersOf(transaction, shop))
          .filter(({ source }) => source === 'environment')
          .map(({ personId }) => personId);
        const removed = await transaction
          .deleteFrom('members')
          .where('shop', '=', shop)
          .where('source', '=', 'environment')
          .where((is) => is.not(lists.among('person_id', personIds)))
          .returning(['person_id as personId', 'role', 'name'])
          .execute();
        const added = personIds.filter((id) => before.length > 0 && !before.includes(id));
        await alongside({ added, removed }, transaction);
        if (personIds.length === 0) return;
        const named = { role, source: 'environment', added_by: null, group_id: null } as const;
        await transaction
          .insertInto('members')
          .values([...new Set(personIds)].map((person_id) => ({ shop, person_id, ...named })))
          .onConflict((conflict) => conflict.columns(['shop', 'person_id']).doUpdateSet(named))
          .execute();
      });
    },
    async rename(personId, name) {
      await db
        .updateTable('members')
        .set({ name })
        .where('person_id', '=', personId)
        .where('name', '<>', name)
        .where('shop', 'in', (from) =>
          from.selectFrom('shops').select('id').where('bot_id', '=', botId),
        )
        .execute();
    },
  };
}

/** The members of a shop, but for those by a group, as a part of what `from` does. */
export async function membersOf(from: Kysely<Tables>, shop: string): Promise<MemberRow[]> {
  const rows = await from
    .selectFrom('members')
    .select(['person_id', 'role', 'name', 'source', 'added_by'])
    .where('shop', '=', shop)
    .where('source', '<>', 'group')
    .orderBy('person_id')
    .execute();
  return rows.map(({ person_id, added_by, ...row }) => ({
    ...row,
    personId: person_id,
    addedBy: added_by,
  }));
}

/** Takes away what a person has by a group, as a part of what `from` does. Returns what that was, by shop. */
export async function dropGroupMember(
  from: Kysely<Tables>,
  botId: number,
  groupId: number,
  personId: number,
): Promise<{ shop: string; role: string; name: string }[]> {
  return from
    .deleteFrom('members')
    .where('person_id', '=', personId)
    .where('group_id', '=', groupId)
    .where('shop', 'in', (shops) =>
      shops.selectFrom('shops').select('id').where('bot_id', '=', botId),
    )
    .returning(['shop', 'role', 'name'])
    .execute();
}

/** Takes away what everybody has in a shop by a group, as a part of what `from` does. Returns whom that was taken from. */
export async function dropGroupMembers(
  from: Kysely<Tables>,
  shop: string,
  groupId: number,
): Promise<{ id: number; role: string; name: string }[]> {
  return from
    .deleteFrom('members')
    .where('shop', '=', shop)
    .where('group_id', '=', groupId)
    .returning(['person_id as id', 'role', 'name'])
    .execute();
}

/** Moves those who are members by a group to the supergroup that it became. */
export async function moveGroupMembers(
  transaction: Kysely<Tables>,
  botId: number,
  from: number,
  to: number,
): Promise<void> {
  await transaction
    .updateTable('members')
    .set({ group_id: to })
    .where('group_id', '=', from)
    .where('shop', 'in', (shops) =>
      shops.selectFrom('shops').select('id').where('bot_id', '=', botId),
    )
    .execute();
}
