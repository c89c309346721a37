import type { Store } from '../store/store.ts';
import { createMemberRows } from '../store/tables/members.ts';
import { createActivity } from './activity/activity.ts';
import type { GroupMembers } from './group-members.ts';
import { type Operation, type Role, roles, rolesWith } from './operations.ts';

/** Who may do what in which shop, at this very moment: nothing about it is remembered between two questions. */
export interface Team {
  /**
   * Whether a person may do this in a shop now.
   * @example if (!(await team.may(ctx.from?.id, 'delete', shop.id))) return refuse();
   */
  may(personId: number | undefined, operation: Operation, shop: string): Promise<boolean>;
  /** Whether a person may do this in any shop now. */
  mayAnywhere(personId: number | undefined, operation: Operation): Promise<boolean>;
  /** The shops in which a person may do this, the oldest first. */
  shopsWith(personId: number, operation: Operation): Promise<string[]>;
  /** Whether a person works for any shop of this bot. */
  isMember(personId: number | undefined): Promise<boolean>;
  /** Those of the people who work for any shop of this bot. */
  membersAmong(personIds: readonly number[]): Promise<Set<number>>;
  /** Everybody who works for any shop of this bot. */
  everybody(): Promise<number[]>;
  /** The person's role in a shop; undefined: none. */
  roleIn(personId: number, shop: string): Promise<Role | undefined>;
  /** Makes these people owners of a shop, and those whom it made owners before no longer; who was invited stays. */
  setOwners(shop: string, personIds: readonly number[]): Promise<void>;
}

/**
 * @param isStillIn whether a member by a group is in it at this moment; nobody is unless told otherwise
 */
export function createTeam(
  store: Store,
  botId: number,
  isStillIn: GroupMembers['isStillIn'] = async () => false,
): Team {
  const members = createMemberRows(store, botId);
  const activity = createActivity(store, botId);
  const shopsWith: Team['shopsWith'] = async (personId, operation) => {
    const able: readonly string[] = rolesWith(operation);
    const roles = await members.rolesOf(personId);
    return [...roles].flatMap(([shop, role]) => (able.includes(role) ? [shop] : []));
  };
  return {
    async may(personId, operation, shop) {
      if (personId === undefined) return false;
      const member = await members.find(shop, personId);
      if (!rolesWith(operation).some((able) => able === member?.role)) return false;
      const groupId = member?.groupId ?? null;
      return groupId === null || isStillIn(groupId, personId);
    },
    async mayAnywhere(personId, operation) {
      return personId !== undefined && (await shopsWith(personId, operation)).length > 0;
    },
    shopsWith,
    async isMember(personId) {
      return personId !== undefined && (await members.among([personId])).size > 0;
    },
    membersAmong: members.among,
    everybody: members.all,
    async roleIn(personId, shop) {
      const member = await members.find(shop, personId);
      return roles.find((role) => role === member?.role);
    },
    setOwners: (shop, personIds) =>
      members.seed(shop, personIds, 'owner', async ({ added, removed }, transaction) => {
        for (const { personId: id, role, name } of removed) {
          const entry = { kind: 'removed', shop, subject: { id, name }, facts: { role } } as const;
          await activity.record(entry, transaction);
        }
        for (const id of added) {
          const person = { id, name: '' };
          const entry = { kind: 'joined', shop, person, facts: { role: 'owner' } } as const;
          await activity.record(entry, transaction);
        }
      }),
  };
}
