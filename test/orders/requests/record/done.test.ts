import { beforeEach, expect, test } from 'vitest';
import { createActivity } from '../../../../src/team/activity/activity.ts';
import { createForgetting } from '../../../../src/team/activity/forgetting.ts';
import { createHistory } from '../../../../src/team/activity/history.ts';
import { describeOnBothDatabases } from '../../../store/databases.ts';
import { budi, type Harness, openHarness, sari } from '../harness.ts';

describeOnBothDatabases('what the team did within a time', (database) => {
  let harness: Harness;
  let from: number;
  beforeEach(async () => {
    harness = await openHarness(database);
    for (const orderId of [1338, 1339, 1340, 1341]) harness.ngorder.put({ orderId });
    from = harness.clock.ms;
  });

  const done = async (shop = 'shop', before = harness.clock.ms + 1) =>
    (await harness.ledger.doneWithin(shop, { from, before })).map(
      ({ kind, name, reason, acts }) => `${name}: ${acts} × ${kind}, ${reason}`,
    );
  const cancel = async (orderId: number, person = sari, reason?: 'outOfStock' | 'other') => {
    const { token } = await harness.propose('cancel', orderId);
    await harness.ledger.confirm(token, person, reason && { because: { reason } });
    await harness.runAfter(1000);
  };

  test('is counted by person, kind and reason, the most first', async () => {
    await cancel(1338, sari, 'outOfStock');
    await cancel(1339, sari, 'outOfStock');
    await cancel(1340, budi);
    const foundAt = { type: 'CANCEL', page: 1, perPage: 10 } as const;
    await harness.confirmed('return', 1338, { foundAt });
    await harness.runAfter(1000);
    const [most, ...others] = await done();
    expect(most).toBe('Sari: 2 × cancel, outOfStock');
    expect(others.sort()).toEqual(['Budi: 1 × cancel, undefined', 'Sari: 1 × return, undefined']);
  });

  test('is nothing that was only asked about, declined, or refused by Ngorder', async () => {
    await harness.propose('cancel', 1338);
    const { token } = await harness.propose('cancel', 1339);
    await harness.decline(token, budi);
    await harness.confirmed('cancel', 999_999);
    await harness.runAfter(1000);
    expect(await done()).toEqual([]);
  });

  test('is nothing from before or after, and nothing of another shop or bot', async () => {
    await cancel(1338);
    expect(await done('another')).toEqual([]);
    expect(await done('shop', from)).toEqual([]);
    from = harness.clock.ms + 1;
    expect(await done('shop', from + 1000)).toEqual([]);
  });

  test('tells no name that was taken out of the activity', async () => {
    await cancel(1338, budi);
    const history = createHistory(harness.store, 1);
    const number = (await history.numberOf(budi.id)) ?? 0;
    await createActivity(harness.store, 1).record({ kind: 'joined', shop: 'shop', person: sari });
    await createForgetting(harness.store, 1).forget('shop', sari, number);
    expect(await done()).toEqual(['undefined: 1 × cancel, undefined']);
  });
});
