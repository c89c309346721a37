import { expect, test } from 'vitest';
import type { OrderReference } from '../../../../src/orders/order-reference.ts';
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

    const byId = await ledger.deletions('shop', { kind: 'id', orderId: 1 });
    expect(byId.map(({ act }) => act)).toMatchObject([
      { orderId: 1, status: 'done', seen: { receiverName: 'Siti' } },
    ]);
    expect(await ledger.deletions('shop', { kind: 'po', poNumber: 77 })).toEqual(byId);
    expect(await ledger.deletions('shop', { kind: 'either', number: 77 })).toEqual(byId);
    expect(await ledger.deletions('another', { kind: 'id', orderId: 1 })).toEqual([]);
    for (const orderId of [2, 3])
      expect(await ledger.deletions('shop', { kind: 'id', orderId })).toEqual([]);

    const orders = await ledger.deletedOrders('shop');
    expect(orders.map(({ orderId }) => orderId)).toEqual([1]);
    expect(await ledger.deletedOrders('another')).toEqual([]);
  });

  test('is one of all that a number may mean: its ID first, then its PO number', async () => {
    const harness = await openHarness(database);
    const { ledger, ngorder } = harness;
    for (const [orderId, poNumber] of [
      [1, 77],
      [2, 77],
      [77, 5],
    ] as const) {
      ngorder.put({ orderId, poNumber }, 'CANCEL');
      await harness.confirmed('delete', orderId, { poNumber });
      await harness.run();
    }
    const idsFor = async (reference: OrderReference) =>
      (await ledger.deletions('shop', reference)).map(({ act }) => act.orderId);
    expect((await idsFor({ kind: 'po', poNumber: 77 })).toSorted()).toEqual([1, 2]);
    const [first, ...others] = await idsFor({ kind: 'either', number: 77 });
    expect(first).toBe(77);
    expect(others.toSorted()).toEqual([1, 2]);
    expect(await idsFor({ kind: 'id', orderId: 77 })).toEqual([77]);
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
