import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { createShopRows } from '../../../src/store/tables/shops.ts';
import { createActivity } from '../../../src/team/activity/activity.ts';
import { createForgetting, type Forgetting } from '../../../src/team/activity/forgetting.ts';
import { createHistory, type History } from '../../../src/team/activity/history.ts';
import { verifyActivity } from '../../../src/team/activity/verify.ts';
import { KnownElsewhere, NotEntitled, PersonUnknown } from '../../../src/team/errors.ts';
import { createTeam, type Team } from '../../../src/team/team.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';

const botId = 1;
const shop = 'first';
const sari = { id: 11, name: 'Sari' };
const budi = { id: 12, name: 'Budi' };
const dewi = { id: 13, name: 'Dewi Lestari' };

describeOnBothDatabases('a name that is taken out of the activity', (database) => {
  let store: Store;
  let team: Team;
  let history: History;
  let forgetting: Forgetting;
  let number: number;

  beforeEach(async () => {
    store = await database.open();
    for (const [index, id] of [shop, 'second'].entries()) {
      const row = { ngorder_id: index, token_fingerprint: id, name: `Toko ${id}` };
      await createShopRows(store, botId).add({ id, ...row });
    }
    team = createTeam(store, botId);
    await team.setOwners(shop, [sari.id]);
    await team.setOwners('second', [budi.id]);
    history = createHistory(store, botId);
    forgetting = createForgetting(store, botId);
    const activity = createActivity(store, botId);
    await activity.record({
      kind: 'cancel',
      shop,
      person: dewi,
      order: { id: 1338 },
      result: 'done',
    });
    await activity.record({ kind: 'role', shop, person: sari, subject: dewi });
    number = (await history.numberOf(dewi.id)) ?? 0;
  });

  const everything = async () => {
    const { db } = store;
    const tables = ['activity', 'activity_people', 'activity_kept', 'activity_heads'] as const;
    const rows = await Promise.all(
      tables.map((table) => db.selectFrom(table).selectAll().execute()),
    );
    return JSON.stringify(rows);
  };

  test('is nowhere in it any more, while what was done stays and every hash fits', async () => {
    await forgetting.forget(shop, sari, number);
    expect(await everything()).not.toMatch(/Dewi|Lestari/);
    expect(await history.numberOf(dewi.id)).toBeUndefined();
    const { rows } = await history.page({ shop }, 1, 10);
    const nobody = { number, telegramId: undefined, name: '' };
    expect(rows.map(({ kind, person, subject }) => [kind, person, subject])).toEqual([
      ['forgotten', expect.objectContaining({ name: 'Sari' }), nobody],
      ['role', expect.objectContaining({ name: 'Sari' }), nobody],
      ['cancel', nobody, undefined],
    ]);
    expect(await verifyActivity(store, botId)).toMatchObject({ isWhole: true, rows: 3 });
  });

  test('is taken out once, and what the person does later stands under their name', async () => {
    await forgetting.forget(shop, sari, number);
    await expect(forgetting.forget(shop, sari, number)).rejects.toBeInstanceOf(PersonUnknown);
    await createActivity(store, botId).record({ kind: 'cancel', shop, person: dewi });
    const [latest] = (await history.page({ shop }, 1, 1)).rows;
    expect(latest?.person).toMatchObject({ name: dewi.name, telegramId: dewi.id });
    expect(latest?.person?.number).not.toBe(number);
    expect(await verifyActivity(store, botId)).toMatchObject({ isWhole: true });
  });

  test('stays where somebody without the right wants it out', async () => {
    await team.setOwners(shop, [budi.id]);
    const before = await everything();
    await expect(forgetting.forget(shop, sari, number)).rejects.toBeInstanceOf(NotEntitled);
    expect(await everything()).toBe(before);
  });

  test('stays where another shop’s activity tells of the person, until one owner owns both', async () => {
    await createActivity(store, botId).record({ kind: 'cancel', shop: 'second', person: dewi });
    await expect(forgetting.forget(shop, sari, number)).rejects.toBeInstanceOf(KnownElsewhere);
    await team.setOwners('second', [budi.id, sari.id]);
    await forgetting.forget(shop, sari, number);
    expect(await everything()).not.toContain('Dewi');
  });
});
