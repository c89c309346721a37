import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { createShopRows } from '../../src/store/tables/shops.ts';
import {
  AlreadyMember,
  InvitationExpired,
  InvitationUnknown,
  InvitationUsed,
  LastOwner,
  MemberUnknown,
  NotEntitled,
  SetByEnvironment,
  TeamError,
} from '../../src/team/errors.ts';
import { createMembership, invitableBy, type Membership } from '../../src/team/membership.ts';
import { type Role, roles } from '../../src/team/operations.ts';
import { createTeam, type Team } from '../../src/team/team.ts';
import { createClock, describeOnBothDatabases, type TestClock } from '../store/databases.ts';

const botId = 1;
const shop = 'first';
const [sari, budi, tono, dewi] = [
  { id: 11, name: 'Sari' },
  { id: 12, name: 'Budi' },
  { id: 13, name: 'Tono' },
  { id: 14, name: 'Dewi' },
];
const hourMs = 3_600_000;

describeOnBothDatabases('the people of a shop', (database) => {
  let clock: TestClock;
  let team: Team;
  let membership: Membership;
  let store: Store;

  beforeEach(async () => {
    clock = createClock();
    store = await database.open(clock);
    const row = { ngorder_id: 7, token_fingerprint: 'one', name: 'Toko Sari' };
    await createShopRows(store, botId).add({ id: shop, ...row });
    team = createTeam(store, botId);
    membership = createMembership(store, botId);
  });

  const owned = async () => {
    const token = await membership.offerOwnership(shop);
    await membership.join(token ?? '', sari);
  };
  const joins = async (person: typeof sari, role: Role) =>
    membership.join(await membership.invite(shop, sari.id, role, 'once'), person);
  const rolesNow = async () =>
    (await membership.list(shop)).map(({ personId, role }) => [personId, role]);

  test('where the only owner is gone for good, OWNER_IDS names another one, who puts things right', async () => {
    await owned();
    await joins(budi, 'manager');
    expect(await membership.offerOwnership(shop)).toBeUndefined();
    await expect(membership.remove(shop, budi.id, sari.id)).rejects.toBeInstanceOf(NotEntitled);
    await team.setOwners(shop, [tono.id]);
    await membership.remove(shop, tono.id, sari.id);
    expect(await rolesNow()).toEqual([
      [tono.id, 'owner'],
      [budi.id, 'manager'],
    ]);
  });

  test('the first who opens the link of the start owns the shop, and nobody after', async () => {
    const token = (await membership.offerOwnership(shop)) ?? '';
    expect(await membership.join(token, sari)).toMatchObject({ role: 'owner' });
    await expect(membership.join(token, budi)).rejects.toBeInstanceOf(InvitationUsed);
    expect(await membership.offerOwnership(shop)).toBeUndefined();
    expect(await team.may(sari.id, 'roles', shop)).toBe(true);
    expect(await team.may(budi.id, 'browse', shop)).toBe(false);
  });

  test('of all who open the link at once, one owns the shop', async () => {
    const token = (await membership.offerOwnership(shop)) ?? '';
    const opened = await Promise.allSettled(
      [sari, budi, tono, dewi].map((person) => membership.join(token, person)),
    );
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await membership.list(shop)).toHaveLength(1);
  });

  test('a new start makes the link of the former one void', async () => {
    const former = (await membership.offerOwnership(shop)) ?? '';
    const now = (await membership.offerOwnership(shop)) ?? '';
    await expect(membership.join(former, sari)).rejects.toBeInstanceOf(InvitationUnknown);
    expect(await membership.join(now, sari)).toMatchObject({ role: 'owner' });
  });

  test('who is invited has the rights of that role at once', async () => {
    await owned();
    for (const role of roles) {
      const person = { id: 100 + roles.indexOf(role), name: role };
      expect(await joins(person, role)).toMatchObject({ shop, role, invitedBy: sari.id });
      expect(await team.roleIn(person.id, shop)).toBe(role);
    }
    expect(await team.may(100, 'cancel', shop)).toBe(false);
    expect(await team.may(101, 'cancel', shop)).toBe(true);
    expect(await team.may(101, 'delete', shop)).toBe(false);
    expect(await team.may(102, 'delete', shop)).toBe(true);
    expect(await team.may(102, 'roles', shop)).toBe(false);
  });

  test('an invitation for one lets one in, one for many lets many in, and both for a day', async () => {
    await owned();
    const once = await membership.invite(shop, sari.id, 'viewer', 'once');
    const many = await membership.invite(shop, sari.id, 'viewer', 'many');
    await membership.join(once, budi);
    await expect(membership.join(once, tono)).rejects.toBeInstanceOf(InvitationUsed);
    await membership.join(many, tono);
    await membership.join(many, dewi);
    clock.ms += 25 * hourMs;
    await expect(membership.join(many, { id: 15, name: 'Rudi' })).rejects.toBeInstanceOf(
      InvitationExpired,
    );
  });

  test('an invitation gives nobody less than they have, and tells who opens it twice the same', async () => {
    await owned();
    await joins(budi, 'manager');
    const token = await membership.invite(shop, sari.id, 'operator', 'once');
    await expect(membership.join(token, budi)).rejects.toBeInstanceOf(AlreadyMember);
    await membership.join(token, tono);
    await expect(membership.join(token, tono)).rejects.toBeInstanceOf(AlreadyMember);
    expect(await team.roleIn(budi.id, shop)).toBe('manager');
  });

  test('an invitation of somebody who has lost the right to it is worth nothing', async () => {
    await owned();
    await joins(budi, 'manager');
    const token = await membership.invite(shop, budi.id, 'manager', 'once');
    await membership.setRole(shop, sari.id, budi.id, 'operator');
    await expect(membership.join(token, tono)).rejects.toBeInstanceOf(InvitationUnknown);
  });

  test('nobody gives more than they have', async () => {
    await owned();
    for (const role of roles) {
      const person = { id: 200 + roles.indexOf(role), name: role };
      await joins(person, role);
      for (const given of roles) {
        const invited = membership.invite(shop, person.id, given, 'once');
        if (invitableBy(role).includes(given)) await invited;
        else await expect(invited).rejects.toBeInstanceOf(NotEntitled);
      }
    }
    expect(invitableBy('manager')).toEqual(['viewer', 'operator', 'manager']);
    expect(invitableBy('operator')).toEqual([]);
  });

  test('only an owner changes roles and removes people', async () => {
    await owned();
    await joins(budi, 'manager');
    await joins(tono, 'viewer');
    for (const by of [budi.id, tono.id, 99]) {
      await expect(membership.setRole(shop, by, tono.id, 'owner')).rejects.toBeInstanceOf(
        NotEntitled,
      );
      await expect(membership.remove(shop, by, tono.id)).rejects.toBeInstanceOf(NotEntitled);
    }
    await membership.setRole(shop, sari.id, tono.id, 'operator');
    await membership.remove(shop, sari.id, budi.id);
    expect(await rolesNow()).toEqual([
      [sari.id, 'owner'],
      [tono.id, 'operator'],
    ]);
    await expect(membership.remove(shop, sari.id, budi.id)).rejects.toBeInstanceOf(MemberUnknown);
  });

  test('a shop is never without an owner, also when two owners remove each other at once', async () => {
    await owned();
    await expect(membership.remove(shop, sari.id, sari.id)).rejects.toBeInstanceOf(LastOwner);
    await expect(membership.setRole(shop, sari.id, sari.id, 'viewer')).rejects.toBeInstanceOf(
      LastOwner,
    );
    await joins(budi, 'owner');
    const both = await Promise.allSettled([
      membership.setRole(shop, sari.id, budi.id, 'viewer'),
      membership.remove(shop, budi.id, sari.id),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await rolesNow()).filter(([, role]) => role === 'owner')).toHaveLength(1);
  });

  test('an owner whom the environment names is changed there alone, and leaves when it names them no more', async () => {
    await team.setOwners(shop, [sari.id, budi.id]);
    await joins(tono, 'operator');
    await expect(membership.remove(shop, sari.id, budi.id)).rejects.toBeInstanceOf(
      SetByEnvironment,
    );
    await team.setOwners(shop, [sari.id]);
    expect(await rolesNow()).toEqual([
      [sari.id, 'owner'],
      [tono.id, 'operator'],
    ]);
    await team.setOwners(shop, []);
    expect(await rolesNow()).toEqual([[tono.id, 'operator']]);
    expect(await membership.offerOwnership(shop)).toBeDefined();
  });

  test('people are listed as they are called now, those with the most rights first', async () => {
    await team.setOwners(shop, [sari.id]);
    await joins(tono, 'viewer');
    await joins(dewi, 'manager');
    await membership.note(sari);
    await membership.note({ id: tono.id, name: 'Tono Baru' });
    const named = (await membership.list(shop)).map(({ name, role }) => `${name} ${role}`);
    expect(named).toEqual(['Sari owner', 'Dewi manager', 'Tono Baru viewer']);
  });

  test('a link of another bot on the same database opens nothing', async () => {
    const token = (await membership.offerOwnership(shop)) ?? '';
    const other = createMembership(store, 2);
    await expect(other.join(token, sari)).rejects.toBeInstanceOf(InvitationUnknown);
  });

  test('whatever owners do to each other in whatever order, one remains', async () => {
    await owned();
    for (const person of [budi, tono, dewi]) await joins(person, 'owner');
    const ids = [sari, budi, tono, dewi].map(({ id }) => id);
    const change = fc.record({
      by: fc.constantFrom(...ids),
      whom: fc.constantFrom(...ids),
      role: fc.option(fc.constantFrom(...roles)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
        const done = changes.map(({ by, whom, role }) =>
          (role === null
            ? membership.remove(shop, by, whom)
            : membership.setRole(shop, by, whom, role)
          ).catch((error: unknown) => {
            if (!(error instanceof TeamError)) throw error;
          }),
        );
        await Promise.all(done);
        expect((await rolesNow()).some(([, role]) => role === 'owner')).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
