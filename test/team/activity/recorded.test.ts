// What is done to the team, the settings and the orders is written down with it.

import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { createShopRows } from '../../../src/store/tables/shops.ts';
import { LastOwner, NotEntitled } from '../../../src/team/errors.ts';
import { createMembership } from '../../../src/team/membership.ts';
import { createShopSettings } from '../../../src/team/shop-settings.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';

const botId = 1;
const shop = 'first';
const sari = { id: 11, name: 'Sari' };
const budi = { id: 12, name: 'Budi' };

describeOnBothDatabases('in the activity', (database) => {
  let store: Store;

  beforeEach(async () => {
    store = await database.open();
    const row = { ngorder_id: 7, token_fingerprint: 'one', name: 'Toko Sari' };
    await createShopRows(store, botId).add({ id: shop, ...row });
  });

  /** The rows as `kind by about facts`, by names. */
  const told = async () => {
    const people = await store.db.selectFrom('activity_people').selectAll().execute();
    const nameOf = (number: number | null) =>
      people.find((one) => one.number === number)?.name ?? '-';
    const rows = await store.db.selectFrom('activity').selectAll().orderBy('number').execute();
    return rows.map(({ kind, person, subject, facts }) =>
      [kind, nameOf(person), nameOf(subject), facts ?? ''].join(' '),
    );
  };

  test('stands who came, was invited, got another role and was removed, and by whom', async () => {
    const membership = createMembership(store, botId);
    await membership.join((await membership.offerOwnership(shop)) ?? '', sari);
    await membership.join(await membership.invite(shop, sari.id, 'viewer', 'once'), budi);
    await membership.setRole(shop, sari.id, budi.id, 'manager');
    await membership.setRole(shop, sari.id, budi.id, 'manager');
    await membership.remove(shop, sari.id, budi.id);
    expect(await told()).toEqual([
      'joined Sari - {"role":"owner"}',
      'invited Sari - {"role":"viewer","uses":"once"}',
      'joined Budi Sari {"role":"viewer"}',
      'role Sari Budi {"role":"manager","before":"viewer"}',
      'removed Sari Budi {"role":"manager"}',
    ]);
  });

  test('stands what was chosen for the shop', async () => {
    const membership = createMembership(store, botId);
    await membership.join((await membership.offerOwnership(shop)) ?? '', sari);
    await createShopSettings(store, botId).choose(shop, sari.id, { approveAbove: null });
    expect((await told()).at(-1)).toBe('settings Sari - {"approveAbove":"none"}');
  });

  test('stands nothing of what did not come about', async () => {
    const membership = createMembership(store, botId);
    await membership.join((await membership.offerOwnership(shop)) ?? '', sari);
    const before = await told();
    await expect(membership.remove(shop, sari.id, sari.id)).rejects.toBeInstanceOf(LastOwner);
    await expect(membership.invite(shop, budi.id, 'viewer', 'once')).rejects.toBeInstanceOf(
      NotEntitled,
    );
    await expect(
      createShopSettings(store, botId).choose(shop, budi.id, { approveBulk: false }),
    ).rejects.toBeInstanceOf(NotEntitled);
    expect(await told()).toEqual(before);
  });
});
