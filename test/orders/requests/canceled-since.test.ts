import { beforeEach, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { type Desk, openDesk } from './desk.ts';

describeOnBothDatabases('what the team has canceled since a moment', (database) => {
  let desk: Desk;
  let since: number;
  beforeEach(async () => {
    desk = await openDesk(database);
    for (const orderId of [1338, 1341]) desk.ngorder.put({ orderId });
    since = desk.clock.ms;
  });

  const canceled = async (shop = 'shop', most = 10) =>
    (await desk.ledger.canceledSince(shop, since, most)).map(({ orderId }) => orderId);
  const act = async (kind: 'cancel' | 'return' | 'delete', orderId: number) => {
    const foundAt = { type: 'CANCEL', page: 1, perPage: 10 } as const;
    await desk.confirmed(kind, orderId, kind === 'cancel' ? {} : { foundAt });
    await desk.runAfter(1000);
  };

  test('is told with the orders as they were seen, the latest first', async () => {
    await act('cancel', 1338);
    await act('cancel', 1341);
    expect(await canceled()).toEqual([1341, 1338]);
    const [latest] = await desk.ledger.canceledSince('shop', since, 1);
    expect(latest).toEqual({ ...desk.ngorder.order(1341), status: 'ACCEPTED' });
  });

  test('is nothing that was only asked about, or declined', async () => {
    await desk.propose('cancel', 1338);
    const { token } = await desk.propose('cancel', 1341);
    await desk.decline(token, { id: 11, name: 'Sari' });
    await desk.runAfter(1000);
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

  test('is nothing from before, and nothing of another shop', async () => {
    await act('cancel', 1338);
    expect(await canceled('another')).toEqual([]);
    since = desk.clock.ms + 1;
    expect(await canceled()).toEqual([]);
  });
});
