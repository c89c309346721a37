import type { Store } from '../store/store.ts';
import { joinRequestsIn } from '../store/tables/join-requests.ts';
import { createChangeTeam, type TeamRows } from '../store/tables/team-changes.ts';
import { createActivity } from './activity/activity.ts';
import type { Person } from './activity/entry.ts';
import { AlreadyMember, JoinRequestOver, NotEntitled } from './errors.ts';
import { invitableBy } from './membership.ts';
import { type Role, roles } from './operations.ts';

/** What became of asking: it waits now, it waits already, or it was refused less than a day ago. */
export type Asked = 'new' | 'waiting' | 'refused';

/** How people ask to belong to a shop's team, for a day, and who decides on it. Each is checked in its moment. */
export interface JoinRequests {
  /** @param chatId the group in which it was asked @throws {AlreadyMember} */
  ask(shop: string, person: Person, chatId: number): Promise<Asked>;
  /**
   * Makes whoever asked a member. Returns who that is.
   * @throws {NotEntitled} when the role is above the person's own, or they may invite nobody;
   * {@link JoinRequestOver}, {@link AlreadyMember}
   */
  accept(shop: string, by: Person, personId: number, role: Role): Promise<Person>;
  /** @throws {NotEntitled}, {@link JoinRequestOver} */
  refuse(shop: string, by: Person, personId: number): Promise<Person>;
}

/** A request waits for so long, and who was refused asks again after so long. */
const waitsMs = 24 * 3_600_000;

export function createJoinRequests(store: Store, botId: number): JoinRequests {
  const change = createChangeTeam(store);
  const activity = createActivity(store, botId);
  const requestsIn = (team: TeamRows, shop: string) =>
    joinRequestsIn(team.transaction, store.now, shop);

  /** @throws {NotEntitled}, {@link JoinRequestOver} */
  const waiting = async (
    team: TeamRows,
    shop: string,
    by: Person,
    personId: number,
    role: Role,
  ): Promise<Person> => {
    const inviter = roleAmong(await team.members(), by.id);
    if (inviter === undefined || !invitableBy(inviter).includes(role)) throw new NotEntitled();
    const request = await requestsIn(team, shop).of(personId, waitsMs);
    if (request?.status !== 'waiting') throw new JoinRequestOver();
    return { id: personId, name: request.name };
  };

  return {
    ask: (shop, person, chatId) =>
      change(shop, async (team) => {
        const role = roleAmong(await team.members(), person.id);
        if (role !== undefined) throw new AlreadyMember(role);
        const requests = requestsIn(team, shop);
        await requests.forget(waitsMs);
        const before = await requests.of(person.id, waitsMs);
        if (before?.status === 'waiting' || before?.status === 'refused') return before.status;
        await requests.put(person.id, { name: person.name, status: 'waiting' });
        await activity.record({ kind: 'joinAsked', shop, person, chat: chatId }, team.transaction);
        return 'new';
      }),

    accept: (shop, by, personId, role) =>
      change(shop, async (team) => {
        const person = await waiting(team, shop, by, personId, role);
        const requests = requestsIn(team, shop);
        const own = roleAmong(await team.members(), personId);
        if (own !== undefined) throw new AlreadyMember(own);
        await requests.put(personId, { name: person.name, status: 'accepted' });
        await team.put({ person_id: personId, role, name: person.name, added_by: by.id });
        const entry = { kind: 'joined', shop, person, subject: by, facts: { role } } as const;
        await activity.record(entry, team.transaction);
        return person;
      }),

    refuse: (shop, by, personId) =>
      change(shop, async (team) => {
        const person = await waiting(team, shop, by, personId, 'viewer');
        await requestsIn(team, shop).put(personId, { name: person.name, status: 'refused' });
        const entry = { kind: 'joinRefused', shop, person: by, subject: person } as const;
        await activity.record(entry, team.transaction);
        return person;
      }),
  };
}

function roleAmong(
  members: readonly { personId: number; role: string }[],
  personId: number,
): Role | undefined {
  const written = members.find((member) => member.personId === personId)?.role;
  return written === undefined ? undefined : (roles.find((role) => role === written) ?? 'viewer');
}
