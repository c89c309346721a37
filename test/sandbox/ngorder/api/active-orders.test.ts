import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { namedOrders } from '../../../../src/sandbox/ngorder/seed/named-orders.ts';
import {
  type NgorderSandbox,
  startNgorderSandbox,
} from '../../../../src/sandbox/ngorder/server.ts';
import { ask, idsOf, pageOf } from '../sandbox-client.ts';

let sandbox: NgorderSandbox;
beforeAll(async () => {
  sandbox = await startNgorderSandbox({ today: '2026-06-15' });
});
beforeEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

const orders = (query: Record<string, string> = {}) =>
  ask(sandbox, 'GET', `/order?${new URLSearchParams(query)}`);

describe('The list of active orders', () => {
  test('reaches 30 days back by default', async () => {
    const reply = await orders({ per_page: '100' });
    const expected = sandbox.control
      .orders('active')
      .filter((order) => order.order_date >= '2026-05-16')
      .map((order) => order.order_id);
    expect(idsOf(reply)).toEqual(expected);
    expect(idsOf(reply)).not.toContain(namedOrders.old.orderId);
  });

  test('counts the 30th day and today itself, but neither the day before nor tomorrow', async () => {
    sandbox.control.patch(1338, { order_date: '2026-06-15 23:59:59' });
    sandbox.control.patch(1341, { order_date: '2026-06-16 00:00:00' });
    sandbox.control.patch(1335, { order_date: '2026-05-16 00:00:00' });
    sandbox.control.patch(1332, { order_date: '2026-05-15 23:59:59' });
    const found = idsOf(await orders({ per_page: '100' }));
    expect(found).toEqual(expect.arrayContaining([1338, 1335]));
    expect(found).not.toContain(1341);
    expect(found).not.toContain(1332);
  });

  test('finds an older order with an earlier start', async () => {
    const { orderId } = namedOrders.old;
    const query = { keyword: String(orderId), type: 'ORDER_ID' };
    expect(idsOf(await orders(query))).toEqual([]);
    expect(idsOf(await orders({ ...query, start_date: '2026-01-01' }))).toEqual([orderId]);
  });

  test('shows ten by default and at most a hundred', async () => {
    const start_date = '2026-01-01';
    expect(pageOf(await orders({ start_date })).data).toHaveLength(10);
    const most = await orders({ start_date, per_page: '101' });
    expect(pageOf(most).data).toHaveLength(100);
    expect(pageOf(most).meta.pagination).toMatchObject({
      total: 110,
      per_page: 100,
      total_pages: 2,
    });
  });

  test('has accepted orders with fewer fields than the canceled ones', async () => {
    const [active = {}] = pageOf(await orders()).data;
    const [canceled = {}] = pageOf(await ask(sandbox, 'GET', '/order-cancel')).data;
    expect(active).toMatchObject({ order_status: 'ACCEPTED' });
    expect(canceled).toHaveProperty('bank_name');
    expect(active).not.toHaveProperty('bank_name');
    expect(Object.keys(active).filter((field) => !(field in canceled))).toEqual([]);
  });

  test.each([
    ['payment_status', 'PAID'],
    ['payment_status', 'INSTALLMENT'],
    ['order_progress_status', 'NO AWB'],
    ['order_progress_status', 'DELIVERED'],
    ['order_category', 'APP'],
  ] as const)('keeps to %s %s', async (field, value) => {
    const start_date = '2026-01-01';
    const reply = await orders({ [field]: value, start_date, per_page: '100' });
    const expected = sandbox.control.orders('active').filter((order) => order[field] === value);
    expect(expected.length).toBeGreaterThan(0);
    expect(idsOf(reply)).toEqual(expected.map((order) => order.order_id));
  });

  test('ordered by payment leaves out what was never paid', async () => {
    const reply = await orders({
      order_by: 'PAYMENT_DATE',
      start_date: '2026-01-01',
      per_page: '100',
    });
    const dates = pageOf(reply).data.map((order) => order['payment_date']);
    expect(dates.length).toBeGreaterThan(10);
    expect(dates.every(Boolean)).toBe(true);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  test.each(['type', 'payment_status', 'order_progress_status', 'order_by'])(
    'refuses an unknown %s with 406',
    async (field) => {
      expect((await orders({ [field]: 'SOMETHING' })).status).toBe(406);
    },
  );
});

describe('A keyword', () => {
  test('finds also orders whose ID only contains it', async () => {
    const found = idsOf(await orders({ keyword: '133', type: 'ORDER_ID', per_page: '100' }));
    expect(found).toContain(1338);
    expect(found.length).toBeGreaterThan(1);
    expect(found.every((id) => String(id).includes('133'))).toBe(true);
  });

  test('finds an ID but not the PO number that is the same', async () => {
    const { idIsAPo, poIsAnId } = namedOrders;
    expect(poIsAnId.poNumber).toBe(idIsAPo.orderId);
    const found = idsOf(await orders({ keyword: String(idIsAPo.orderId), type: 'ORDER_ID' }));
    expect(found).toEqual([idIsAPo.orderId]);
  });

  test.each([
    ['CUSTOMER_NAME', 'wahyu nug', 1338],
    ['CUSTOMER_PHONE', '081234567890', 1338],
    ['AWB_NUMBER', 'JP1234567890', namedOrders.shipped.orderId],
    ['SHIPPER_TRACKING', 'JP1234567890', namedOrders.shipped.orderId],
    ['PRODUCT_NAME', 'Keramik Seri 25', namedOrders.activeManyProducts.orderId],
  ])('of type %s finds %s', async (type, keyword, id) => {
    expect(idsOf(await orders({ keyword, type }))).toEqual([id]);
  });

  test('finds goods by SKU and Shopee orders by invoice', async () => {
    sandbox.control.patch(1341, {
      shopee: { invoice: '260614ABCDEFGH' },
      products: [{ name: 'Kaos', sku: 'ONLY-HERE', price: 1, quantity: 1 }],
    });
    expect(idsOf(await orders({ keyword: 'only-here', type: 'SKU' }))).toEqual([1341]);
    expect(idsOf(await orders({ keyword: '0614ABC', type: 'SHOPEE_INVOICE' }))).toEqual([1341]);
  });

  test('can be made to find whole IDs alone, or to miss', async () => {
    const query = { keyword: '133', type: 'ORDER_ID' };
    sandbox.control.behave({ keyword: 'exact' });
    expect(idsOf(await orders(query))).toEqual([]);
    expect(idsOf(await orders({ ...query, keyword: '1338' }))).toEqual([1338]);
    sandbox.control.behave({ keyword: 'misses' });
    expect(idsOf(await orders({ ...query, keyword: '1338' }))).toEqual([]);
  });
});
