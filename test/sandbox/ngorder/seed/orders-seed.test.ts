import { describe, expect, test } from 'vitest';
import { couriers, marketplaces, pickUp } from '../../../../src/sandbox/ngorder/seed/catalogue.ts';
import { firstCounts, namedOrders } from '../../../../src/sandbox/ngorder/seed/named-orders.ts';
import { seedOrders } from '../../../../src/sandbox/ngorder/seed/orders-seed.ts';
import { startNgorderSandbox } from '../../../../src/sandbox/ngorder/server.ts';
import { statusAt } from '../../../../src/sandbox/ngorder/shop/order.ts';

const latest = '2026-06-15 07:00:00';
const placed = seedOrders(1338, latest);
const orders = placed.map(({ order }) => order);

describe('The pretend shop', () => {
  test('is the same for the same seed and day, another for another seed', () => {
    expect(seedOrders(1338, latest)).toEqual(placed);
    expect(seedOrders(1339, latest)).not.toEqual(placed);
  });

  test.each([1, 2, 1338, 99999])(
    'has as many orders in each list as promised, whatever the seed: %i',
    (seed) => {
      const counts = { active: 0, CANCEL: 0, REJECTED: 0, EXPIRED: 0 };
      for (const { place, order } of seedOrders(seed, latest)) {
        counts[place] += 1;
        expect(order.order_status).toBe(statusAt[place]);
      }
      expect(counts).toEqual(firstCounts);
    },
  );

  test('has orders of four months, newest first, none in the future', () => {
    const dates = orders.map((order) => order.order_date);
    expect(dates[0]).toBe(latest);
    expect(dates.at(-1)).toBe('2026-02-13 07:00:00');
    expect(dates).toEqual([...dates].sort().reverse());
    for (const order of orders) {
      expect(order.updated_at >= order.order_date && order.updated_at <= latest).toBe(true);
    }
  });

  test('has a number and a PO number of its own for each order', () => {
    expect(new Set(orders.map((order) => order.order_id)).size).toBe(orders.length);
    expect(new Set(orders.map((order) => Number(order.po_number))).size).toBe(orders.length);
  });

  test('uses every courier and marketplace', () => {
    const logistics = new Set(orders.map((order) => order.shipping_logistic));
    expect(logistics).toEqual(new Set([...couriers, pickUp].map(({ name }) => name)));
    const sources = new Set(orders.map((order) => order.order_source || 'WhatsApp'));
    expect(sources).toEqual(new Set(marketplaces));
  });

  test('writes numbers and empty texts as variedly as the API does', () => {
    const kinds = (values: unknown[]) =>
      new Set(values.map((value) => (value === null ? 'null' : typeof value)));
    expect(kinds(orders.map((order) => order.total_amount))).toEqual(new Set(['number', 'string']));
    expect(kinds(orders.flatMap((order) => order.products.map(({ price }) => price)))).toEqual(
      new Set(['number', 'string']),
    );
    expect(kinds(orders.map((order) => order.note))).toEqual(new Set(['string', 'null']));
    expect(orders.some((order) => order.note === '')).toBe(true);
    expect(orders.some((order) => Number(order.weight) % 1 !== 0)).toBe(true);
    expect(kinds(orders.map((order) => order.shopee))).toEqual(new Set(['object', 'null']));
  });

  test('expects of an order what its goods, its shipping and its extra cost', () => {
    for (const order of orders) {
      if (
        order.order_id === namedOrders.installment.orderId ||
        order.order_id === namedOrders.negative.orderId
      )
        continue;
      const goods = order.products.reduce(
        (sum, line) => sum + Number(line.price) * Number(line.quantity),
        0,
      );
      expect(goods + Number(order.shipping_cost) + Number(order.other_cost_amount)).toBe(
        Number(order.total_amount),
      );
    }
  });
});

describe('The named orders', () => {
  test.each([1338, 7])('are where they are said to be, whatever the seed: %i', (seed) => {
    const byId = new Map(seedOrders(seed, latest).map((one) => [one.order.order_id, one]));
    for (const namedOrder of Object.values(namedOrders)) {
      const found = byId.get(namedOrder.orderId);
      expect(found?.place).toBe(namedOrder.place);
      expect(found?.order).toMatchObject({ ...namedOrder.fields, po_number: namedOrder.poNumber });
      expect(found?.order.invoice).toMatch(new RegExp(`\\.${namedOrder.poNumber}$`));
    }
  });

  test('are what they are called', () => {
    const { unpaid, cod, old, canceledLongNote, canceledManyProducts } = namedOrders;
    expect(unpaid).toMatchObject({ orderId: 1338, poNumber: 10735 });
    expect(unpaid.fields).toMatchObject({ total_amount: 110376, payment_status: 'UNPAID' });
    expect(cod.fields.cod_status).toBe(true);
    expect(canceledLongNote.fields.note).toHaveLength(5000);
    expect(canceledManyProducts.fields.products).toHaveLength(25);
    const age = orders.find((order) => order.order_id === old.orderId)?.order_date ?? '';
    expect(age < '2026-05-16').toBe(true);
  });
});

test('without a chosen day the newest order has just come in, by the clock in Jakarta', async () => {
  const sandbox = await startNgorderSandbox();
  const now = new Date(Date.now() + 7 * 60 * 60 * 1000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');
  const newest = sandbox.control.orders('active')[0]?.order_date ?? '';
  await sandbox.close();
  expect(newest <= now).toBe(true);
  expect(
    newest.slice(0, 10) >=
      new Date(Date.now() - 3 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10),
  ).toBe(true);
});

test('a taken port is reported, not hidden', async () => {
  const first = await startNgorderSandbox();
  const port = Number(new URL(first.url).port);
  await expect(startNgorderSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
});
