import { beforeEach, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { type Harness, openHarness } from './harness.ts';

describeOnBothDatabases('what the team has canceled within a time', (database) => {
  let harness: Harness;
  let from: number;
  let before: number;
  beforeEach(async () => {
    harness = await openHarness(database);
    for (const orderId of [1338, 1341]) harness.ngorder.put({ orderId });
    from = harness.clock.ms;
    before = from + 3_600_000;
  });

  const canceled = async (shop = 'shop', most = 10) =>
    (await harness.ledger.canceledWithin(shop, { from, before }, most)).map(
      ({ orderId }) => orderId,
    );
  const act = async (kind: 'cancel' | 'return' | 'delete', orderId: number) => {
    const foundAt = { type: 'CANCEL', page: 1, perPage: 10 } as const;
    await harness.confirmed(kind, orderId, kind === 'cancel' ? {} : { foundAt });
    await harness.runAfter(1000);
  };

  test('is told with the orders as they were seen, the latest first', async () => {
    await act('cancel', 1338);
    await act('cancel', 1341);
    expect(await canceled()).toEqual([1341, 1338]);
    const [latest] = await harness.ledger.canceledWithin('shop', { from, before }, 1);
    expect(latest).toEqual({ ...harness.ngorder.order(1341), status: 'ACCEPTED' });
  });

  test('is nothing that was only asked about, or declined', async () => {
    await harness.propose('cancel', 1338);
    const { token } = await harness.propose('cancel', 1341);
    await harness.decline(token, { id: 11, name: 'Sari' });
    await harness.runAfter(1000);
    expect(await canceled()).toEqual([]);
  });

  test.each(['return', 'delete'] as const)('is no order that a %s followed', async (kind) => {
    await act('cancel', 1338);
    await act('cancel', 1341);
    await act(kind, 1338);
    expect(await canceled()).toEqual([1341]);
  });

  test('is an order again that was canceled once more', async () => {
    await act('cancel', 1338);
    await act('return', 1338);
    await act('cancel', 1338);
    expect(await canceled()).toEqual([1338]);
  });

  test('is nothing from before or after, and nothing of another shop', async () => {
    await act('cancel', 1338);
    expect(await canceled('another')).toEqual([]);
    from = harness.clock.ms + 1;
    expect(await canceled()).toEqual([]);
    [from, before] = [0, harness.clock.ms - 1000];
    expect(await canceled()).toEqual([]);
  });
});
