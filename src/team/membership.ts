import { createHash, randomBytes } from 'node:crypto';
import type { Store } from '../store/store.ts';
import { createMemberRows, type MemberRow } from '../store/tables/members.ts';
import { createChangeTeam, shopOfInvitation, type TeamRows } from '../store/tables/team-changes.ts';
import { createActivity } from './activity/activity.ts';
import type { Entry } from './activity/entry.ts';
import {
  AlreadyMember,
  InvitationExpired,
  InvitationUnknown,
  InvitationUsed,
  LastOwner,
  MemberUnknown,
  NotEntitled,
  SetByEnvironment,
} from './errors.ts';
import { granted, type Operation, type Role, roles } from './operations.ts';

/** A person who works for a shop. */
export interface Member extends MemberRow {
  role: Role;
}

/** Somebody, by their Telegram user ID and how they are called. */
export interface Somebody {
  id: number;
  name: string;
}

/** How often an invitation lets somebody in during its day. */
export type Uses = 'once' | 'many';

/** Who has just become a member. */
export interface Joined {
  shop: string;
  role: Role;
  /** Who made the invitation; undefined: the bot did. */
  invitedBy: number | undefined;
}

/** How people come to work for a shop, get other rights, and leave. Each change is checked in the moment it is made. */
export interface Membership {
  /** The shop's members, those with the most rights first. */
  list(shop: string): Promise<Member[]>;
  /** @throws {NotEntitled}, {@link MemberUnknown}, {@link LastOwner}, {@link SetByEnvironment} */
  setRole(shop: string, by: number, personId: number, role: Role): Promise<Member>;
  /** @throws as {@link setRole} */
  remove(shop: string, by: number, personId: number): Promise<Member>;
  /**
   * Makes an invitation for a day. Returns its token, 22 characters that a link may hold.
   * @throws {NotEntitled} when the role is above the person's own, or they may invite nobody
   */
  invite(shop: string, by: number, role: Role, uses: Uses): Promise<string>;
  /**
   * A person opens an invitation.
   * @throws {InvitationUnknown}, {@link InvitationUsed}, {@link InvitationExpired}, {@link AlreadyMember}
   */
  join(token: string, person: Somebody): Promise<Joined>;
  /**
   * The token with which the first who opens it owns a shop that nobody owns; former ones are void.
   * Undefined: the shop has an owner.
   */
  offerOwnership(shop: string): Promise<string | undefined>;
  /** Remembers how a person is called. */
  note(person: Somebody): Promise<void>;
}

type TeamEntry = Pick<Entry, 'kind' | 'shop' | 'facts'> & {
  /** By their Telegram user ID. */
  person: number;
  subject?: MemberRow | undefined;
};

const invitationMs = 24 * 3_600_000;
const tokenBytes = 16;

export function createMembership(store: Store, botId: number): Membership {
  const rows = createMemberRows(store, botId);
  const change = createChangeTeam(store);
  const activity = createActivity(store, botId);
  /** Writes down what somebody did, under the name that the shop's members know them by. */
  const record = async (
    team: TeamRows,
    { person: id, subject, ...entry }: TeamEntry,
  ): Promise<void> => {
    const member = (await team.members()).find(({ personId }) => personId === id);
    const person = { id, name: member?.name ?? '' };
    const about = subject && { id: subject.personId, name: subject.name };
    await activity.record({ ...entry, person, subject: about }, team.transaction);
  };
  /** What was noted of people since the start, so that it is written only when it changes. */
  const noted = new Map<number, string>();

  return {
    async list(shop) {
      const members = (await rows.of(shop)).map(memberOf);
      return members.sort(
        (a, b) => rankOf(b.role) - rankOf(a.role) || a.name.localeCompare(b.name),
      );
    },

    setRole: (shop, by, personId, role) =>
      change(shop, async (team) => {
        const member = await changeable(team, by, personId, role);
        if (member.role === role) return member;
        await team.put({ person_id: personId, role, added_by: by });
        const facts = { role, before: member.role };
        await record(team, { kind: 'role', shop, person: by, subject: member, facts });
        return { ...member, role, addedBy: by };
      }),

    remove: (shop, by, personId) =>
      change(shop, async (team) => {
        const member = await changeable(team, by, personId);
        await team.remove(personId);
        const facts = { role: member.role };
        await record(team, { kind: 'removed', shop, person: by, subject: member, facts });
        return member;
      }),

    invite: (shop, by, role, uses) =>
      change(shop, async (team) => {
        if (!mayInvite(await team.members(), by, role)) throw new NotEntitled();
        const { token, token_hash } = newToken();
        await team.addInvitation({ token_hash, role, uses, created_by: by }, invitationMs);
        await record(team, { kind: 'invited', shop, person: by, facts: { role, uses } });
        return token;
      }),

    async join(token, { id, name }) {
      const hash = hashOf(token);
      const shop = await shopOfInvitation(store, botId, hash);
      if (shop === undefined) throw new InvitationUnknown();
      return change(shop, async (team) => {
        await refuseWhoIsIn(team, hash, id);
        const { role, invitedBy } = await openInvitation(team, hash);
        await team.put({ person_id: id, role, name, added_by: invitedBy ?? null });
        await team.markUsed(hash);
        const by = (await team.members()).find(({ personId }) => personId === invitedBy);
        const joined = { kind: 'joined', shop, subject: by, facts: { role } } as const;
        await record(team, { ...joined, person: id });
        return { shop, role, invitedBy };
      });
    },

    offerOwnership: (shop) =>
      change(shop, async (team) => {
        if (ownersOf(await team.members()).length > 0) return undefined;
        await team.dropOwnershipLinks();
        const { token, token_hash } = newToken();
        await team.addInvitation({
          token_hash,
          role: 'owner',
          uses: 'ownership',
          created_by: null,
        });
        return token;
      }),

    async note({ id, name }) {
      if (noted.get(id) === name) return;
      await rows.rename(id, name);
      noted.set(id, name);
    },
  };
}

/** The roles that somebody may invite to: up to their own. */
export function invitableBy(role: Role): readonly Role[] {
  return granted[role].includes('invite') ? roles.slice(0, rankOf(role) + 1) : [];
}

/** @throws what keeps `by` from giving this member another role, or none */
async function changeable(
  team: TeamRows,
  by: number,
  personId: number,
  role?: Role,
): Promise<Member> {
  const members = (await team.members()).map(memberOf);
  if (!hasRight(members, by, 'roles')) throw new NotEntitled();
  const member = members.find((one) => one.personId === personId);
  if (member === undefined) throw new MemberUnknown();
  if (role === member.role) return member;
  if (member.source === 'environment') throw new SetByEnvironment();
  const owners = ownersOf(members);
  if (owners.length === 1 && owners[0]?.personId === personId) throw new LastOwner();
  return member;
}

/** Asked first: whoever has come in by this link is told nothing else when the same update is handled again. */
async function refuseWhoIsIn(team: TeamRows, hash: string, personId: number): Promise<void> {
  const role = roleOf((await team.invitation(hash))?.role ?? '');
  const before = (await team.members())
    .map(memberOf)
    .find((member) => member.personId === personId);
  if (before !== undefined && rankOf(before.role) >= rankOf(role))
    throw new AlreadyMember(before.role);
}

/** @throws when the invitation lets nobody in */
async function openInvitation(
  team: TeamRows,
  hash: string,
): Promise<{ role: Role; invitedBy: number | undefined }> {
  const invitation = await team.invitation(hash);
  if (invitation === undefined) throw new InvitationUnknown();
  const { uses, created_by: by, used_at: usedAt, isExpired } = invitation;
  const role = roleOf(invitation.role);
  if (uses !== 'many' && usedAt !== null) throw new InvitationUsed();
  if (isExpired) throw new InvitationExpired();
  const members = await team.members();
  if (uses === 'ownership' && ownersOf(members).length > 0) throw new InvitationUsed();
  if (by !== null && !mayInvite(members, by, role)) throw new InvitationUnknown();
  return { role, invitedBy: by ?? undefined };
}

function mayInvite(members: readonly MemberRow[], by: number, role: Role): boolean {
  const inviter = members.find(({ personId }) => personId === by);
  return inviter !== undefined && invitableBy(roleOf(inviter.role)).includes(role);
}

function hasRight(members: readonly Member[], personId: number, operation: Operation): boolean {
  const role = members.find((member) => member.personId === personId)?.role;
  return role !== undefined && granted[role].includes(operation);
}

function ownersOf<M extends MemberRow>(members: readonly M[]): M[] {
  return members.filter(({ role }) => role === 'owner');
}

function memberOf(row: MemberRow): Member {
  return { ...row, role: roleOf(row.role) };
}

/** A role that this version doesn't know gives as little as there is. */
function roleOf(written: string): Role {
  return roles.find((role) => role === written) ?? 'viewer';
}

function rankOf(role: Role): number {
  return roles.indexOf(role);
}

function newToken(): { token: string; token_hash: string } {
  const token = randomBytes(tokenBytes).toString('base64url');
  return { token, token_hash: hashOf(token) };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
