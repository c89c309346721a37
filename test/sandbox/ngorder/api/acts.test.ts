import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { namedOrders, unknownOrderId } from '../../../../src/sandbox/ngorder/seed/named-orders.ts';
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

const listed = async (id: number, type = 'CANCEL') => {
  for (let page = 1; ; page++) {
    const reply = await ask(
      sandbox,
      'GET',
      `/order-cancel?type=${type}&per_page=50&pagination_offset=${page}`,
    );
    if (idsOf(reply).includes(id)) return true;
    if (page >= pageOf(reply).meta.pagination.total_pages) return false;
  }
};

describe('Canceling', () => {
  test('an active order answers as the reference shows it and moves to the canceled ones', async () => {
    const reply = await ask(sandbox, 'POST', '/order/cancel', { id: 1338 });
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({
      response: 'success',
      message: 'Order has been Canceled',
      data: { order_id: 1338, po_number: 10735 },
    });
    expect(sandbox.control.where(1338)).toBe('CANCEL');
    expect(await listed(1338)).toBe(true);
    const active = await ask(sandbox, 'GET', '/order?keyword=1338&type=ORDER_ID');
    expect(idsOf(active)).not.toContain(1338);
  });

  test('leaves on the order who changed it and when', async () => {
    await ask(sandbox, 'POST', '/order/cancel', { id: 1338 });
    const order = sandbox.control.order(1338)?.order;
    expect(order?.order_status).toBe('CANCELED');
    expect(order?.updated_by_name).toBe('Open API');
    expect(order?.updated_at).toMatch(/^2026-06-15 \d\d:\d\d:\d\d$/);
    expect(order?.order_date).not.toBe(order?.updated_at);
  });

  test('an order a second time is refused and changes nothing', async () => {
    await ask(sandbox, 'POST', '/order/cancel', { id: 1338 });
    const again = await ask(sandbox, 'POST', '/order/cancel', { id: 1338 });
    expect(again.status).toBe(400);
    expect(again.json).toMatchObject({
      response: 'Failed',
      message: 'Order has been canceled before',
      data: null,
      request_id: expect.any(String),
    });
  });

  test.each([
    ['rejected', namedOrders.rejected.orderId],
    ['expired', namedOrders.expired.orderId],
  ])('a %s order is refused', async (_state, id) => {
    const before = sandbox.control.where(id);
    expect((await ask(sandbox, 'POST', '/order/cancel', { id })).status).toBe(400);
    expect(sandbox.control.where(id)).toBe(before);
  });

  test('an order that never was is not found', async () => {
    const reply = await ask(sandbox, 'POST', '/order/cancel', { id: unknownOrderId });
    expect(reply.status).toBe(404);
    expect(reply.json).toMatchObject({ response: 'Failed' });
  });
});

describe('Returning', () => {
  test.each([
    ['canceled', namedOrders.canceled.orderId],
    ['rejected', namedOrders.rejected.orderId],
    ['expired', namedOrders.expired.orderId],
  ])('a %s order makes it active', async (_state, id) => {
    const reply = await ask(sandbox, 'POST', '/order-cancel/return', { id });
    expect(reply.json).toMatchObject({ response: 'success', data: { order_id: id } });
    expect(sandbox.control.order(id)).toMatchObject({
      place: 'active',
      order: { order_status: 'ACCEPTED' },
    });
    expect(idsOf(await ask(sandbox, 'GET', `/order?keyword=${id}&type=ORDER_ID`))).toEqual([id]);
  });

  test('an active order is refused', async () => {
    const reply = await ask(sandbox, 'POST', '/order-cancel/return', { id: 1338 });
    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ message: 'Order is not canceled' });
  });
});

describe('Deleting', () => {
  const { orderId } = namedOrders.canceled;

  test('a canceled order takes it away for good', async () => {
    const reply = await ask(sandbox, 'DELETE', `/order-cancel/${orderId}`, { id: orderId });
    expect(reply.status).toBe(200);
    expect(sandbox.control.where(orderId)).toBe('gone');
    expect(await listed(orderId)).toBe(false);
    for (const [method, path] of [
      ['POST', '/order/cancel'],
      ['POST', '/order-cancel/return'],
      ['DELETE', `/order-cancel/${orderId}`],
    ] as const) {
      expect((await ask(sandbox, method, path, { id: orderId })).status).toBe(404);
    }
  });

  test('an active order is refused and stays', async () => {
    expect((await ask(sandbox, 'DELETE', '/order-cancel/1338', { id: 1338 })).status).toBe(400);
    expect(sandbox.control.where(1338)).toBe('active');
  });

  test.each([
    ['without a body', undefined],
    ['with another order in the body', { id: 1334 }],
    ['with the ID as a text in the body', { id: String(orderId) }],
  ])('%s is refused and deletes nothing', async (_how, body) => {
    const before = sandbox.control.counts();
    const reply = await ask(sandbox, 'DELETE', `/order-cancel/${orderId}`, body);
    expect(reply.status).toBe(400);
    expect(sandbox.control.counts()).toEqual(before);
  });

  test('an address that is not a number is refused', async () => {
    const reply = await ask(sandbox, 'DELETE', '/order-cancel/abc', { id: orderId });
    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ message: { order_id: [expect.any(String)] } });
  });
});

describe('An ID', () => {
  test.each([
    ['a text', '"1338"'],
    ['a fraction', '1.5'],
    ['nothing', 'null'],
    ['negative', '-5'],
    ['zero', '0'],
    ['too long to be a number', '9'.repeat(30)],
    ['a list', '[1338]'],
  ])('that is %s is refused field by field', async (_what, given) => {
    for (const path of ['/order/cancel', '/order-cancel/return']) {
      const reply = await ask(sandbox, 'POST', path, `{"id":${given}}`);
      expect(reply.status).toBe(400);
      const id = expect.arrayContaining(['The id must be an integer.']);
      expect(reply.json).toMatchObject({ response: 'Failed', message: { id }, data: null });
    }
    expect(sandbox.control.calls().some((call) => call.effect)).toBe(false);
  });

  test('in a body that is not JSON is refused in one sentence', async () => {
    const reply = await ask(sandbox, 'POST', '/order/cancel', 'id=1338');
    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ message: expect.any(String) });
    expect(sandbox.control.where(1338)).toBe('active');
  });
});

test('a shop whose API answers silently returns and deletes with an empty 200', async () => {
  sandbox.control.behave({ actAnswer: 'empty' });
  const returned = await ask(sandbox, 'POST', '/order-cancel/return', {
    id: namedOrders.canceled.orderId,
  });
  expect([returned.status, returned.text]).toEqual([200, '']);
  const { orderId } = namedOrders.expired;
  const deleted = await ask(sandbox, 'DELETE', `/order-cancel/${orderId}`, { id: orderId });
  expect([deleted.status, deleted.text]).toEqual([200, '']);
  expect(sandbox.control.where(orderId)).toBe('gone');
  const canceled = await ask(sandbox, 'POST', '/order/cancel', { id: 1338 });
  expect(canceled.json).toMatchObject({ response: 'success' });
});
