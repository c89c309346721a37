import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Order } from '../../../../src/ngorder/order.ts';
import {
  type OrderSource,
  openOrderStream,
} from '../../../../src/orders/export/build/order-stream.ts';

const perPage = 3;
const order = (orderId: number): Order => ({ orderId, products: [], raw: {} });
const pageOf = (page: number): Order[] =>
  Array.from({ length: perPage }, (_, index) => order((page - 1) * perPage + index));

test('orders come once each and in their order, in whatever order their pages come, and however often', async () => {
  const arrivals = fc.integer({ min: 1, max: 12 }).chain((pages) =>
    fc.tuple(
      fc.constant(pages),
      fc.shuffledSubarray(
        Array.from({ length: pages }, (_, index) => index + 1),
        { minLength: pages },
      ),
      fc.array(fc.integer({ min: 1, max: pages }), { maxLength: 5 }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      arrivals,
      fc.integer({ min: 1, max: 4 }),
      async ([pages, first, again], atOnce) => {
        const source: OrderSource = async (onPage) => {
          const left = [...first, ...again];
          const readOn = async () => {
            for (let page = left.shift(); page !== undefined; page = left.shift())
              await onPage({ orders: pageOf(page), page, read: 0, total: undefined });
          };
          await Promise.all(Array.from({ length: atOnce }, readOn));
          return { complete: true, total: pages * perPage };
        };
        const stream = openOrderStream(source, new AbortController().signal);
        const ids: number[] = [];
        for (let next = await stream.next(); next !== undefined; next = await stream.next())
          ids.push(next.orderId);
        await stream.close();
        expect(ids).toEqual(Array.from({ length: pages * perPage }, (_, index) => index));
        expect(stream.end).toEqual({ complete: true, total: pages * perPage });
      },
    ),
    { numRuns: 60 },
  );
});
