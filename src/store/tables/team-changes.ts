import type { Kysely, Selectable } from 'kysely';
import { later } from '../clock.ts';
import type { InvitationsTable, MembersTable } from '../schema/team.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { type MemberRow, membersOf } from './members.ts';
import { settingsOf } from './shops.ts';

export type InvitationRow = Pick<
  Selectable<InvitationsTable>,
  'token_hash' | 'role' | 'uses' | 'created_by' | 'used_at'
> & { isExpired: boolean };

/** What can be read and written of a shop's team while nobody else changes it. */
export interface TeamRows {
  /** What all of it is a part of. */
  readonly transaction: Kysely<Tables>;
  members(): Promise<MemberRow[]>;
  /** Adds a member, or gives one another role. */
  put(
    member: Pick<MembersTable, 'person_id' | 'role' | 'added_by'> & { name?: string },
  ): Promise<void>;
  remove(personId: number): Promise<void>;
  /** Whoever is a member by a group is none any more, until they are let in anew. */
  removeGroupMembers(): Promise<void>;
  /** @param lastMs absent: it doesn't run out by itself */
  addInvitation(
    invitation: Pick<InvitationsTable, 'token_hash' | 'role' | 'uses' | 'created_by'>,
    lastMs?: number,
  ): Promise<void>;
  invitation(tokenHash: string): Promise<InvitationRow | undefined>;
  markUsed(tokenHash: string): Promise<void>;
  /** Removes the links to ownership that nobody has opened. */
  dropOwnershipLinks(): Promise<void>;
  /** What was chosen for the shop, as JSON; null: nothing yet. */
  settings(): Promise<string | null>;
  putSettings(json: string): Promise<void>;
}

/**
 * Changes a shop's team, one change after the other, all of it or nothing: of two owners who remove each other, the
 * second finds out that the first one was faster.
 */
export type ChangeTeam = <T>(shop: string, work: (rows: TeamRows) => Promise<T>) => Promise<T>;

export function createChangeTeam(store: Store): ChangeTeam {
  return (shop, work) =>
    store.db.transaction().execute(async (transaction) => {
      // On PostgreSQL the shop's row is locked until the end; SQLite has one transaction at a time.
      await transaction
        .updateTable('shops')
        .set(({ ref }) => ({ name: ref('name') }))
        .where('id', '=', shop)
        .execute();
      return work(teamRowsIn(transaction, store, shop));
    });
}

/** The shop that an invitation leads to, whatever has become of it. */
export async function shopOfInvitation(
  { db }: Store,
  botId: number,
  tokenHash: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('invitations')
    .innerJoin('shops', 'shops.id', 'invitations.shop')
    .select('invitations.shop')
    .where('token_hash', '=', tokenHash)
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  return row?.shop;
}

/** Who was given a role no longer depends on a group. */
const byThemselves = { source: 'chat', group_id: null } as const;

/** The rows of a shop's team, as a part of a change that holds that shop or another one. */
export function teamRowsIn(transaction: Kysely<Tables>, { now }: Store, shop: string): TeamRows {
  return {
    transaction,
    members: () => membersOf(transaction, shop),
    async put({ person_id, ...fields }) {
      await transaction
        .insertInto('members')
        .values({ shop, person_id, ...fields, ...byThemselves })
        .onConflict((conflict) =>
          conflict.columns(['shop', 'person_id']).doUpdateSet({ ...fields, ...byThemselves }),
        )
        .execute();
    },
    async remove(personId) {
      await transaction
        .deleteFrom('members')
        .where('shop', '=', shop)
        .where('person_id', '=', personId)
        .execute();
    },
    async removeGroupMembers() {
      await transaction
        .deleteFrom('members')
        .where('shop', '=', shop)
        .where('source', '=', 'group')
        .execute();
    },
    async addInvitation(invitation, lastMs) {
      await transaction
        .insertInto('invitations')
        .values({
          ...invitation,
          shop,
          created_at: now(),
          expires_at: lastMs === undefined ? null : later(now, lastMs),
          used_at: null,
        })
        .execute();
    },
    async invitation(tokenHash) {
      const row = await transaction
        .selectFrom('invitations')
        .select(({ eb }) => [
          'token_hash',
          'role',
          'uses',
          'created_by',
          'used_at',
          eb('expires_at', '<=', now()).as('is_expired'),
        ])
        .where('shop', '=', shop)
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { is_expired, ...rest } = row;
      // SQLite says 1, PostgreSQL true, and both null where there is no end.
      return { ...rest, isExpired: Boolean(is_expired) };
    },
    async markUsed(tokenHash) {
      await transaction
        .updateTable('invitations')
        .set({ used_at: now() })
        .where('token_hash', '=', tokenHash)
        .execute();
    },
    async dropOwnershipLinks() {
      await transaction
        .deleteFrom('invitations')
        .where('shop', '=', shop)
        .where('uses', '=', 'ownership')
        .execute();
    },
    settings: () => settingsOf(transaction, shop),
    async putSettings(settings) {
      await transaction.updateTable('shops').set({ settings }).where('id', '=', shop).execute();
    },
  };
}
