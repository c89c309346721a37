import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstCounts, namedOrders } from '../../../../src/sandbox/ngorder/seed/named-orders.ts';
import {
  type NgorderSandbox,
  startNgorderSandbox,
} from '../../../../src/sandbox/ngorder/server.ts';
import { canceledTypes } from '../../../../src/sandbox/ngorder/shop/order.ts';
import { ask, idsOf, linksOf, pageOf } from '../sandbox-client.ts';

let sandbox: NgorderSandbox;
beforeAll(async () => {
  sandbox = await startNgorderSandbox({ today: '2026-06-15' });
});
afterAll(() => sandbox.close());

const list = (query = '') => ask(sandbox, 'GET', `/order-cancel${query}`);

// The field names of the sample under "Get Canceled Orders".
const sampleFields =
  'order_id po_number username invoice shop_id order_date sender_name sender_category sender_category_code ' +
  'sender_address receiver_name receiver_address receiver_phone total_amount remaining_amount shipping_id ' +
  'shipping_rate shipping_logistic shipping_cost weight note origin_name origin_address order_source ' +
  'other_cost_amount order_progress_status order_status order_category payment_status payment_date products ' +
  'shopee created_by_name created_at updated_by_name updated_at awb_number product_status cost_of_goods_sales ' +
  'order_cost bank_name warehouse_name cod_status';

describe('The list of canceled orders', () => {
  test('shows ten canceled ones by default', async () => {
    const reply = await list();
    expect(pageOf(reply).data).toHaveLength(10);
    expect(
      pageOf(reply).data.every(
        (order: { order_status: string }) => order.order_status === 'CANCELED',
      ),
    ).toBe(true);
    expect(pageOf(reply).meta.pagination).toEqual({
      total: firstCounts.CANCEL,
      count: 10,
      per_page: 10,
      current_page: 1,
      total_pages: 20,
      links: { next: `${sandbox.url}/order-cancel?per_page=10&pagination_offset=2` },
    });
  });

  test("has exactly the fields of the reference's sample", async () => {
    for (const type of canceledTypes) {
      for (const order of pageOf(await list(`?type=${type}&per_page=50`)).data) {
        expect(Object.keys(order).sort()).toEqual(sampleFields.split(' ').sort());
      }
    }
  });

  test.each([
    ['CANCEL', 'CANCELED'],
    ['REJECTED', 'REJECTED'],
    ['EXPIRED', 'EXPIRED'],
  ] as const)(
    'of type %s holds orders that are %s, newest first, each once',
    async (type, status) => {
      const seen: { order_id: number; order_date: string; order_status: string }[] = [];
      let pages = 1;
      for (let page = 1; page <= pages; page++) {
        const reply = await list(`?type=${type}&per_page=7&pagination_offset=${page}`);
        seen.push(...pageOf(reply).data);
        pages = pageOf(reply).meta.pagination.total_pages;
      }
      expect(seen).toHaveLength(firstCounts[type]);
      expect(new Set(seen.map((order) => order.order_id)).size).toBe(firstCounts[type]);
      expect(new Set(seen.map((order) => order.order_status))).toEqual(new Set([status]));
      const dates = seen.map((order) => order.order_date);
      expect(dates).toEqual([...dates].sort().reverse());
    },
  );

  test('keeps to a range of days, its ends included', async () => {
    const day = sandbox.control.order(namedOrders.canceled.orderId)?.order.order_date.slice(0, 10);
    const reply = await list(`?start_date=${day}&end_date=${day}&per_page=50`);
    expect(idsOf(reply)).toContain(namedOrders.canceled.orderId);
    for (const order of pageOf(reply).data) expect(order.order_date.slice(0, 10)).toBe(day);
    expect(pageOf(reply).meta.pagination.total).toBe(pageOf(reply).data.length);
    const since = pageOf(await list(`?start_date=${day}`)).meta.pagination.total;
    const until = pageOf(await list(`?end_date=${day}`)).meta.pagination.total;
    expect(since + until - pageOf(reply).data.length).toBe(firstCounts.CANCEL);
  });

  test('cuts a page of more than 50 down to 50', async () => {
    const reply = await list('?per_page=51');
    expect(pageOf(reply).data).toHaveLength(50);
    expect(pageOf(reply).meta.pagination.per_page).toBe(50);
  });

  test('links a page in the middle with both its neighbours, with the same filter', async () => {
    const reply = await list('?type=REJECTED&per_page=10&pagination_offset=3');
    const { next = '', previous = '' } = linksOf(reply);
    expect(Object.fromEntries(new URL(next).searchParams)).toEqual({
      type: 'REJECTED',
      per_page: '10',
      pagination_offset: '4',
    });
    expect(new URL(previous).searchParams.get('pagination_offset')).toBe('2');
    const followed = await fetch(next, { headers: { authorization: `Bearer ${sandbox.token}` } });
    expect(await followed.json()).toMatchObject({ meta: { pagination: { current_page: 4 } } });
  });

  test('links a single page with {} and an empty list with []', async () => {
    const { order_date } = sandbox.control.orders('EXPIRED')[0] ?? { order_date: '' };
    const single = await list(`?type=EXPIRED&start_date=${order_date.slice(0, 10)}`);
    expect(pageOf(single).meta.pagination).toMatchObject({ total_pages: 1, links: {} });
    const empty = await list('?start_date=2031-01-01');
    expect(pageOf(empty).data).toEqual([]);
    expect(pageOf(empty).meta.pagination).toMatchObject({ total: 0, links: [] });
  });

  test("answers a page after the last with nothing and the last page's link", async () => {
    const reply = await list('?type=EXPIRED&per_page=50&pagination_offset=9');
    expect(pageOf(reply).data).toEqual([]);
    expect(pageOf(reply).meta.pagination).toMatchObject({
      count: 0,
      current_page: 9,
      total_pages: 1,
    });
    expect(linksOf(reply).previous).toMatch(/pagination_offset=1$/);
  });

  test('takes an empty parameter for none', async () => {
    expect(pageOf(await list('?type=&start_date=&per_page=')).meta.pagination.total).toBe(
      firstCounts.CANCEL,
    );
  });
});

describe('A parameter is refused', () => {
  test('with 406 and a list when its value is none of the allowed', async () => {
    const reply = await list('?type=CANCELED');
    expect(reply.status).toBe(406);
    expect(reply.json).toMatchObject({
      response: 'Failed',
      message: ['The selected type is invalid.'],
    });
  });

  test.each([
    ['start_date', '2021-02-30'],
    ['start_date', '1/2/2021'],
    ['end_date', '2021-1-5'],
    ['per_page', '0'],
    ['per_page', '-5'],
    ['per_page', 'ten'],
    ['pagination_offset', '0'],
    ['pagination_offset', '1.5'],
  ])("with 400 and its field's messages: %s=%s", async (field, value) => {
    const reply = await list(`?${field}=${value}`);
    expect(reply.status).toBe(400);
    expect(reply.json).toHaveProperty('message', { [field]: [expect.any(String)] });
  });

  test('when the end comes before the start', async () => {
    const reply = await list('?start_date=2021-02-02&end_date=2021-02-01');
    expect(reply.status).toBe(400);
    expect(reply.json).toHaveProperty('message.end_date');
  });
});
