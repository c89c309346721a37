import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Order } from '../../../src/ngorder/order.ts';
import type { OrderSource } from '../../../src/orders/export/build/order-stream.ts';
import { noTotals } from '../../../src/orders/export/build/totals.ts';
import {
  deliveredText,
  readDelivered,
  restOf,
  withFile,
} from '../../../src/orders/export/delivered.ts';

const ids = fc.uniqueArray(fc.nat(1_000_000), { maxLength: 50 });
const ascending = (some: readonly number[]) => [...some].sort((one, other) => one - other);

test('what was handed over is known again after a restart, whichever orders it was', () => {
  fc.assert(
    fc.property(ids, ids, (first, second) => {
      const one = withFile(undefined, {
        totals: { ...noTotals, orders: 3, sum: 7 },
        orderIds: first,
      });
      const both = withFile(one, { totals: { ...noTotals, orders: 2, sum: 4 }, orderIds: second });
      const read = readDelivered(deliveredText(both));
      expect(read).toEqual({
        files: 2,
        totals: { ...noTotals, orders: 5, sum: 11 },
        orderIds: ascending([...first, ...second]),
      });
    }),
  );
});

test('a hundred thousand orders that were handed over are kept in less than half a megabyte', () => {
  const orderIds = Array.from({ length: 100_000 }, (_, index) => 20_000_000 + index * 13);
  expect(deliveredText({ files: 2, totals: noTotals, orderIds }).length).toBeLessThan(500_000);
});

test('the rest of a source has each other order, and knows whether one that was handed over has left', async () => {
  await fc.assert(
    fc.asyncProperty(ids, ids, async (there, handedOver) => {
      const source: OrderSource = async (onPage) => {
        const orders = there.map((orderId) => ({ orderId }) as Order);
        await onPage({ orders, page: 1, read: there.length, total: there.length });
        return { complete: true, total: there.length };
      };
      const rest = restOf(source, { orderIds: handedOver });
      const came: number[] = [];
      await rest.source(async ({ orders }) => {
        came.push(...orders.map(({ orderId }) => orderId));
        return false;
      }, new AbortController().signal);
      expect(came).toEqual(there.filter((id) => !handedOver.includes(id)));
      expect(rest.isAllThere()).toBe(handedOver.every((id) => there.includes(id)));
    }),
  );
});
