import { expect, test } from 'vitest';
import { createShopRows } from '../../src/store/tables/shops.ts';
import { createHistory } from '../../src/team/activity/history.ts';
import { operations } from '../../src/team/operations.ts';
import { createTeam } from '../../src/team/team.ts';
import { describeOnBothDatabases } from '../store/databases.ts';

const shop = { id: 'first', ngorder_id: 7, token_fingerprint: 'one', name: 'Toko Sari' };

describeOnBothDatabases('a team', (database) => {
  test('of owners may do everything in its shop, and nobody else anything', async () => {
    const store = await database.open();
    await createShopRows(store, 1).add(shop);
    const team = createTeam(store, 1);
    await team.setOwners('first', [11, 12]);
    for (const operation of operations) {
      expect(await team.may(11, operation, 'first')).toBe(true);
      expect(await team.may(13, operation, 'first')).toBe(false);
      expect(await team.may(undefined, operation, 'first')).toBe(false);
      expect(await team.may(11, operation, 'second')).toBe(false);
    }
    expect(await team.membersAmong([10, 11, 12, 13])).toEqual(new Set([11, 12]));
  });

  test('loses a right at the moment at which it is taken away', async () => {
    const store = await database.open();
    await createShopRows(store, 1).add(shop);
    const team = createTeam(store, 1);
    await team.setOwners('first', [11, 12]);
    await team.setOwners('first', [12]);
    expect(await team.may(11, 'browse', 'first')).toBe(false);
    expect(await team.isMember(11)).toBe(false);
    expect(await team.isMember(12)).toBe(true);
  });

  test('has it written down whom OWNER_IDS names now, and whom no longer', async () => {
    const store = await database.open();
    await createShopRows(store, 1).add(shop);
    const team = createTeam(store, 1);
    await team.setOwners('first', [11, 12]);
    const history = createHistory(store, 1);
    const written = async () => (await history.page({ shop: 'first' }, 1, 10)).rows;
    expect(await written()).toEqual([]);
    await team.setOwners('first', [12, 13]);
    await team.setOwners('first', [12, 13]);
    expect(await written()).toMatchObject([
      { kind: 'joined', person: { telegramId: 13 }, facts: { role: 'owner' } },
      { kind: 'removed', subject: { telegramId: 11 }, facts: { role: 'owner' } },
    ]);
  });

  test('of one bot is no team of another on the same database', async () => {
    const store = await database.open();
    await createShopRows(store, 1).add(shop);
    await createTeam(store, 1).setOwners('first', [11]);
    expect(await createTeam(store, 2).isMember(11)).toBe(false);
  });
});
