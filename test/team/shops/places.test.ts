// For which shop a group and its topics work, and what becomes of that.

import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { createChats } from '../../../src/store/tables/chats.ts';
import { createMemberRows } from '../../../src/store/tables/members.ts';
import { createShopRows } from '../../../src/store/tables/shops.ts';
import { NotEntitled } from '../../../src/team/errors.ts';
import { createPlaces, type Places } from '../../../src/team/shops/places.ts';
import { createTeam } from '../../../src/team/team.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';

const botId = 1;
const sari = { id: 11, name: 'Sari' };
const rina = { id: 13, name: 'Rina' };
const group = { chatId: -4001, threadId: 0 };
const topic = { chatId: -4001, threadId: 7 };

describeOnBothDatabases('a group of two shops', (database) => {
  let store: Store;
  let places: Places;

  beforeEach(async () => {
    store = await database.open();
    for (const id of ['first', 'b2']) await createShopRows(store, botId).add({ id, name: id });
    const team = createTeam(store, botId);
    for (const id of ['first', 'b2']) await team.setOwners(id, [sari.id]);
    places = createPlaces({ store, botId, team, firstId: 'first' });
  });

  const shopAt = (place: typeof group) =>
    places.shopAt({ ...place, inGroup: true }, { id: sari.id, shops: ['first', 'b2'] });

  /** Rina works for the shop by being in the group. */
  const joins = (shop: string) =>
    createMemberRows(store, botId).addByGroup(shop, rina, {
      role: 'viewer',
      groupId: group.chatId,
    });

  const shopsOfRina = async () => [
    ...(await createMemberRows(store, botId).rolesOf(rina.id)).keys(),
  ];

  /** What was written down, as `kind shop`, beside who came. */
  const told = async () =>
    (await store.db.selectFrom('activity').select(['kind', 'shop']).orderBy('number').execute())
      .filter(({ kind }) => kind !== 'joined')
      .map(({ kind, shop }) => `${kind} ${shop}`);

  test('that is given to another shop leaves the one before, and so do those who were its members by it', async () => {
    await places.bind(group, 'first', sari);
    await joins('first');
    await places.bind(group, 'b2', sari);
    expect(await shopAt(group)).toBe('b2');
    expect(await shopsOfRina()).toEqual([]);
    expect(await told()).toEqual([
      'chatBound first',
      'removed first',
      'chatUnbound first',
      'chatBound b2',
    ]);
  });

  test('whose topic is taken out of a shop goes on with that in the others', async () => {
    await places.bind(group, 'first', sari);
    await places.bind(topic, 'first', sari);
    await joins('first');
    expect(await places.isTopicsOwn(topic)).toBe(true);
    expect(await places.unbind(topic, 'first', sari)).toBe(true);
    expect([await shopAt(topic), await shopAt(group)]).toEqual([undefined, 'first']);
    expect(await shopsOfRina()).toEqual(['first']);
  });

  test('is taken out of the shop that it works for, and of no other one', async () => {
    await places.bind(group, 'first', sari);
    expect(await places.unbind(group, 'b2', sari)).toBe(false);
    await expect(places.unbind(group, 'first', rina)).rejects.toBeInstanceOf(NotEntitled);
    expect(await shopAt(group)).toBe('first');
    expect(await places.unbind(group, 'first', sari)).toBe(true);
    expect(await places.unbind(group, 'first', sari)).toBe(false);
    expect(await told()).toEqual(['chatBound first', 'chatUnbound first']);
  });

  test('that was taken out stays so as a supergroup, until somebody chooses a shop for it', async () => {
    const supergroup = { chatId: -1_002_147_483_648, threadId: 0 };
    await places.bind(group, 'first', sari);
    await places.unbind(group, 'first', sari);
    await createChats(store, botId).migrate(group.chatId, supergroup.chatId);
    await places.settle(supergroup, 'first');
    expect(await shopAt(supergroup)).toBeUndefined();
    await places.bind(supergroup, 'b2', sari);
    expect(await shopAt(supergroup)).toBe('b2');
  });
});
