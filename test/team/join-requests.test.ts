import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { createMemberRows } from '../../src/store/tables/members.ts';
import { createShopRows } from '../../src/store/tables/shops.ts';
import { AlreadyMember, JoinRequestOver, NotEntitled } from '../../src/team/errors.ts';
import { createJoinRequests, type JoinRequests } from '../../src/team/join-requests.ts';
import { createMembership, type Membership } from '../../src/team/membership.ts';
import type { Role } from '../../src/team/operations.ts';
import { describeOnBothDatabases } from '../store/databases.ts';

const botId = 1;
const shop = 'first';
const group = -100;
const dayMs = 24 * 3_600_000;
const sari = { id: 11, name: 'Sari' };
const budi = { id: 12, name: 'Budi' };
const tono = { id: 13, name: 'Tono' };
const rina = { id: 14, name: 'Rina' };

describeOnBothDatabases('asking to belong to a team', (database) => {
  let store: Store;
  let requests: JoinRequests;
  let membership: Membership;

  beforeEach(async () => {
    store = await database.open();
    const shops = createShopRows(store, botId);
    await shops.add({ id: shop, name: 'Toko' });
    await createMemberRows(store, botId).seed(shop, [sari.id], 'owner');
    membership = createMembership(store, botId);
    requests = createJoinRequests(store, botId);
    await joins(budi, 'manager');
    await joins(tono, 'operator');
  });

  async function joins(person: { id: number; name: string }, role: Role): Promise<void> {
    const token = await membership.invite(shop, sari.id, role, 'once');
    await membership.join(token, person);
  }

  const roleOf = async ({ id }: { id: number }) =>
    (await membership.list(shop)).find(({ personId }) => personId === id)?.role;
  const ask = () => requests.ask(shop, rina, group);
  const passes = (ms: number) =>
    store.db
      .updateTable('join_requests')
      .set((row) => ({ at: row('at', '-', ms) }))
      .execute();

  test('a manager accepts, and what they gave is what the person has', async () => {
    expect(await ask()).toBe('new');
    expect(await requests.accept(shop, budi, rina.id, 'operator')).toEqual(rina);
    expect(await roleOf(rina)).toBe('operator');
    await expect(ask()).rejects.toThrow(AlreadyMember);
  });

  test('asked twice, it is one request', async () => {
    expect([await ask(), await ask()]).toEqual(['new', 'waiting']);
  });

  test('of two who decide at once one wins, and the other is told that it is over', async () => {
    await ask();
    const settled = await Promise.allSettled([
      requests.accept(shop, budi, rina.id, 'viewer'),
      requests.accept(shop, sari, rina.id, 'manager'),
    ]);
    const won = settled.filter(({ status }) => status === 'fulfilled');
    const [lost] = settled.filter((one) => one.status === 'rejected');
    expect(won).toHaveLength(1);
    expect(lost?.reason).toBeInstanceOf(JoinRequestOver);
  });

  test('nobody accepts above their own role, nor without the right to invite, and nothing changes', async () => {
    await ask();
    for (const [by, role] of [
      [budi, 'owner'],
      [tono, 'viewer'],
      [rina, 'viewer'],
    ] as const)
      await expect(requests.accept(shop, by, rina.id, role)).rejects.toThrow(NotEntitled);
    await expect(requests.refuse(shop, tono, rina.id)).rejects.toThrow(NotEntitled);
    expect(await roleOf(rina)).toBeUndefined();
    expect(await requests.accept(shop, budi, rina.id, 'manager')).toEqual(rina);
  });

  test('who was refused asks again after a day', async () => {
    await ask();
    await requests.refuse(shop, budi, rina.id);
    await expect(requests.accept(shop, sari, rina.id, 'viewer')).rejects.toThrow(JoinRequestOver);
    expect(await ask()).toBe('refused');
    await passes(dayMs + 1);
    expect(await ask()).toBe('new');
  });

  test('a request waits for a day', async () => {
    await ask();
    await passes(dayMs + 1);
    await expect(requests.accept(shop, sari, rina.id, 'viewer')).rejects.toThrow(JoinRequestOver);
    expect(await ask()).toBe('new');
  });

  test('who came by a link meanwhile keeps the role of the link', async () => {
    await ask();
    await joins(rina, 'operator');
    await expect(requests.accept(shop, sari, rina.id, 'viewer')).rejects.toThrow(AlreadyMember);
    expect(await roleOf(rina)).toBe('operator');
  });

  test('who was removed after being accepted can ask again', async () => {
    await ask();
    await requests.accept(shop, budi, rina.id, 'viewer');
    await membership.remove(shop, sari.id, rina.id);
    expect(await ask()).toBe('new');
  });

  describe('what is written down', () => {
    test('who asked, who was let in by whom, and who was refused', async () => {
      await ask();
      await requests.refuse(shop, budi, rina.id);
      await passes(dayMs + 1);
      await ask();
      await requests.accept(shop, sari, rina.id, 'viewer');
      const rows = await store.db
        .selectFrom('activity')
        .select('kind')
        .where('kind', 'in', ['joinAsked', 'joinRefused', 'joined'])
        .where('facts', 'is distinct from', '{"role":"manager"}')
        .orderBy('number')
        .execute();
      const ofRina = rows.map(({ kind }) => kind).slice(-4);
      expect(ofRina).toEqual(['joinAsked', 'joinRefused', 'joinAsked', 'joined']);
    });
  });
});
