import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { createMemberRows } from '../../src/store/tables/members.ts';
import { createShopRows } from '../../src/store/tables/shops.ts';
import { NotEntitled, OnlyOneApprover } from '../../src/team/errors.ts';
import { createMembership } from '../../src/team/membership.ts';
import { createShopSettings, type SettingsOfShops } from '../../src/team/shop-settings.ts';
import { describeOnBothDatabases } from '../store/databases.ts';

const botId = 1;
const shop = 'first';
const [sari, budi, tono] = [11, 12, 13];

describeOnBothDatabases('what a shop decides for itself', (database) => {
  let store: Store;
  let settings: SettingsOfShops;

  beforeEach(async () => {
    store = await database.open();
    const shops = createShopRows(store, botId);
    for (const id of [shop, 'other']) await shops.add({ id, name: id });
    await createMemberRows(store, botId).seed(shop, [sari, budi], 'owner');
    const membership = createMembership(store, botId);
    const joining = await membership.invite(shop, sari, 'operator', 'once');
    await membership.join(joining, { id: tono, name: 'Tono' });
    settings = createShopSettings(store, botId);
  });

  const stored = (json: string) =>
    store.db.updateTable('shops').set({ settings: json }).where('id', '=', shop).execute();

  test('asks nobody for a second person or a reason until somebody wants that', async () => {
    expect(await settings.of(shop)).toEqual({
      approveDelete: false,
      approveAbove: null,
      approveBulk: false,
      reasonRequired: false,
      groupRole: null,
      deleteGrace: 60,
      keepOrdersDays: 90,
    });
  });

  test('stays chosen, for this shop alone, and beside what was chosen before', async () => {
    await settings.choose(shop, sari, { approveDelete: true });
    await settings.choose(shop, budi, { approveAbove: 500_000 });
    const chosen = { approveDelete: true, approveAbove: 500_000, approveBulk: false };
    expect(await settings.of(shop)).toMatchObject(chosen);
    expect(await createShopSettings(store, botId).of(shop)).toMatchObject(chosen);
    expect(await settings.of('other')).toMatchObject({ approveDelete: false });
  });

  test('keeps both of two choices that are made at once', async () => {
    await Promise.all([
      settings.choose(shop, sari, { approveDelete: true }),
      settings.choose(shop, budi, { approveBulk: true }),
    ]);
    expect(await settings.of(shop)).toMatchObject({ approveDelete: true, approveBulk: true });
  });

  test('is for those who have the right to it at that moment', async () => {
    for (const person of [tono, 99])
      await expect(settings.choose(shop, person, { approveDelete: true })).rejects.toBeInstanceOf(
        NotEntitled,
      );
    await expect(settings.choose('other', sari, { approveDelete: false })).rejects.toBeInstanceOf(
      NotEntitled,
    );
    expect((await settings.of(shop)).approveDelete).toBe(false);
  });

  test('takes no second person where only one could say yes', async () => {
    const membership = createMembership(store, botId);
    await createMemberRows(store, botId).seed(shop, [sari], 'owner');
    for (const chosen of [{ approveDelete: true }, { approveAbove: 1 }, { approveBulk: true }])
      await expect(settings.choose(shop, sari, chosen)).rejects.toBeInstanceOf(OnlyOneApprover);
    await settings.choose(shop, sari, { approveDelete: false, approveAbove: null });
    await membership.setRole(shop, sari, tono, 'manager');
    await settings.choose(shop, sari, { approveDelete: true });
    expect((await settings.of(shop)).approveDelete).toBe(true);
  });

  test('leaves what a newer version has chosen, and what it can’t read holds as if unchosen', async () => {
    await stored('{"approveDelete":true,"approveAbove":"a lot","later":{"a":1}}');
    expect(await settings.of(shop)).toMatchObject({ approveDelete: true, approveAbove: null });
    await settings.choose(shop, sari, { approveDelete: false });
    const row = await store.db
      .selectFrom('shops')
      .select('settings')
      .where('id', '=', shop)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(row.settings ?? '')).toMatchObject({
      approveDelete: false,
      later: { a: 1 },
    });
  });
});
