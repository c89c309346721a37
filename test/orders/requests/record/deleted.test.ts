import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../../store/databases.ts';
import { openHarness } from '../harness.ts';

describeOnBothDatabases('an order that the team has deleted', (database) => {
  test('is known by its ID and its PO number in its shop, and no other is', async () => {
    const harness = await openHarness(database);
    const { ledger, ngorder } = harness;
    ngorder.put({ orderId: 1, poNumber: 77, receiverName: 'Siti' }, 'CANCEL');
    ngorder.put({ orderId: 2, poNumber: 1 }, 'CANCEL');
    ngorder.put({ orderId: 3 });
    await harness.confirmed('delete', 1, { poNumber: 77 });
    await harness.confirmed('cancel', 3);
    await harness.run();

    const byId = await ledger.deletion('shop', { kind: 'id', orderId: 1 });
    expect(byId?.act).toMatchObject({ orderId: 1, status: 'done', seen: { receiverName: 'Siti' } });
    expect(await ledger.deletion('shop', { kind: 'po', poNumber: 77 })).toEqual(byId);
    expect(await ledger.deletion('shop', { kind: 'either', number: 77 })).toEqual(byId);
    expect(await ledger.deletion('another', { kind: 'id', orderId: 1 })).toBeUndefined();
    for (const orderId of [2, 3])
      expect(await ledger.deletion('shop', { kind: 'id', orderId })).toBeUndefined();

    const orders = await ledger.deletedOrders('shop');
    expect(orders.map(({ orderId }) => orderId)).toEqual([1]);
    expect(await ledger.deletedOrders('another')).toEqual([]);
  });

  test('is not one whose delete was refused', async () => {
    const harness = await openHarness(database);
    harness.ngorder.put({ orderId: 1 }, 'CANCEL');
    harness.ngorder.fates = ['refused'];
    await harness.confirmed('delete', 1);
    await harness.run();
    expect(await harness.ledger.deletedOrders('shop')).toEqual([]);
  });
});
