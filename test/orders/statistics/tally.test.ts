import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CanceledType, canceledTypes, type Order } from '../../../src/ngorder/order.ts';
import { createTally, type OrderNumbers } from '../../../src/orders/statistics/tally.ts';

const sources = ['Shopee', 'tokopedia.com', 'WhatsApp', undefined] as const;
const marketplaces = { Shopee: 'Shopee', 'tokopedia.com': 'Tokopedia', WhatsApp: 'WhatsApp' };

/** An order as it was at some moment, which Ngorder tells the same way each time. */
const order = fc
  .record({
    orderId: fc.integer({ min: 1, max: 40 }),
    list: fc.constantFrom(...canceledTypes),
    updatedAt: fc.constantFrom('2026-11-01 10:00:00', '2026-11-02 10:00:00', undefined),
  })
  .map(({ orderId, list, updatedAt = '' }): { list: CanceledType; order: Order } => {
    const seed =
      orderId * 7 +
      canceledTypes.indexOf(list) * 3 +
      updatedAt.length +
      Number(updatedAt.at(9) ?? 0);
    const source = sources[seed % sources.length];
    return {
      list,
      order: {
        orderId,
        ...(updatedAt && { updatedAt }),
        ...(seed % 5 > 0 && { totalAmount: seed * 1000 }),
        ...(seed % 2 > 0 && { paymentStatus: seed % 4 > 1 ? 'PAID' : 'UNPAID' }),
        ...(seed % 3 > 0 && { cod: seed % 3 > 1 }),
        ...(source && { source }),
        products: [
          { name: `Kaos ${seed % 4}`, quantity: (seed % 6) + 1 },
          ...(seed % 7 > 3 ? [{ name: 'Topi' }] : []),
        ],
        raw: {},
      },
    };
  });

const pages = fc.array(
  fc.record({ reading: fc.integer({ min: 1, max: 3 }), orders: fc.array(order, { maxLength: 8 }) }),
  { maxLength: 12 },
);
type Pages = typeof pages extends fc.Arbitrary<infer T> ? T : never;

function counted(shown: Pages): OrderNumbers {
  const tally = createTally();
  for (const { reading, orders } of shown)
    for (const list of canceledTypes) {
      const ofList = orders.filter((one) => one.list === list).map(({ order }) => order);
      if (ofList.length > 0) tally.add(list, reading, ofList);
    }
  return tally.numbers();
}

/** The same by other means: sorts what there is and takes the last of each order. */
function countedApart(shown: Pages): OrderNumbers {
  const lastReading = (list: CanceledType) =>
    Math.max(
      ...shown
        .filter(({ orders }) => orders.some((one) => one.list === list))
        .map(({ reading }) => reading),
    );
  const valid = shown
    .flatMap(({ reading, orders }) => orders.map((one) => ({ ...one, reading })))
    .filter(({ list, reading }) => reading === lastReading(list))
    .sort((one, other) => {
      const [a, b] = [one.order.updatedAt ?? '', other.order.updatedAt ?? ''];
      if (a !== b) return a < b ? -1 : 1;
      return canceledTypes.indexOf(other.list) - canceledTypes.indexOf(one.list);
    });
  const last = Object.values(Object.fromEntries(valid.map((one) => [one.order.orderId, one])));
  const of = (list: CanceledType) =>
    last.filter((one) => one.list === list).map(({ order }) => order);
  const sum = (orders: Order[]) => ({
    orders: orders.length,
    amount: orders.map(({ totalAmount }) => totalAmount ?? 0).reduce((a, b) => a + b, 0),
    withoutTotal: orders.filter((one) => !('totalAmount' in one)).length,
  });
  const canceled = of('CANCEL');
  const ranked = (names: string[]) =>
    [...new Set(names)]
      .map((name) => ({ name, count: names.filter((one) => one === name).length }))
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .toSorted((a, b) => b.count - a.count);
  return {
    sums: { CANCEL: sum(canceled), REJECTED: sum(of('REJECTED')), EXPIRED: sum(of('EXPIRED')) },
    paid: canceled.filter(({ paymentStatus }) => paymentStatus === 'PAID').length,
    cod: canceled.some((one) => 'cod' in one)
      ? canceled.filter(({ cod }) => cod).length
      : undefined,
    sources: ranked(
      canceled.flatMap(({ source }) =>
        source === undefined ? [] : [marketplaces[source as keyof typeof marketplaces]],
      ),
    ),
    products: ranked(
      canceled.flatMap(({ products }) =>
        products.flatMap(({ name, quantity = 1 }) => Array.from({ length: quantity }, () => name)),
      ),
    ),
  };
}

test('what is counted is what a count by other means comes to', () =>
  fc.assert(
    fc.property(pages, (shown) => {
      expect(counted(shown)).toEqual(countedApart(shown));
    }),
    { numRuns: 500 },
  ));

test('it doesn’t matter in which order the pages come, nor that one comes twice', () =>
  fc.assert(
    fc.property(
      pages.chain((shown) =>
        fc.record({
          shown: fc.constant(shown),
          otherwise: fc.shuffledSubarray([...shown, ...shown], {
            minLength: shown.length * 2,
          }),
        }),
      ),
      ({ shown, otherwise }) => {
        expect(counted(otherwise)).toEqual(counted(shown));
      },
    ),
  ));

const plain = (orderId: number, more: Partial<Order> = {}): Order => ({
  orderId,
  products: [],
  raw: {},
  ...more,
});

test('an order that left its list while that was read counts no more once it is read again', () => {
  const tally = createTally();
  tally.add('CANCEL', 1, [plain(1338), plain(1339)]);
  tally.add('CANCEL', 2, [plain(1338)]);
  tally.add('CANCEL', 1, [plain(1340)]);
  expect(tally.numbers().sums.CANCEL.orders).toBe(1);
});

test('orders that don’t say how they are paid make no number of COD', () => {
  const tally = createTally();
  tally.add('CANCEL', 1, [plain(1338)]);
  expect(tally.numbers().cod).toBeUndefined();
  tally.add('CANCEL', 1, [plain(1339, { cod: false })]);
  expect(tally.numbers().cod).toBe(0);
});
