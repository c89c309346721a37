import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { namedOrders, unknownOrderId } from '../../../../src/sandbox/ngorder/seed/named-orders.ts';
import {
  type NgorderSandbox,
  startNgorderSandbox,
} from '../../../../src/sandbox/ngorder/server.ts';
import { ask, pageOf } from '../sandbox-client.ts';

let sandbox: NgorderSandbox;
beforeAll(async () => {
  sandbox = await startNgorderSandbox({ today: '2026-06-15' });
});
beforeEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

describe('The call log', () => {
  test('tells exactly what was asked, but not the token', async () => {
    await ask(sandbox, 'POST', '/order/cancel', { id: 1338 });
    await ask(sandbox, 'GET', '/order-cancel?type=EXPIRED&per_page=5');
    const [act, list] = sandbox.control.calls();
    expect(act).toMatchObject({
      number: 1,
      operation: 'cancel',
      method: 'POST',
      path: '/api/open/order/cancel',
      query: {},
      authorized: true,
      body: { id: 1338 },
      status: 200,
      ms: expect.any(Number),
      effect: true,
    });
    expect(act?.headers).toMatchObject({
      authorization: 'Bearer ***',
      'content-type': 'application/json',
    });
    expect(list).toMatchObject({
      operation: 'list',
      query: { type: 'EXPIRED', per_page: '5' },
      effect: false,
    });
    expect(list).toHaveProperty('body', undefined);
    expect(JSON.stringify(sandbox.control.calls())).not.toContain(sandbox.token);
  });

  test('keeps requests to paths that do not exist, and bodies that are not JSON', async () => {
    await ask(sandbox, 'POST', '/nowhere', 'not json');
    const [call] = sandbox.control.calls();
    expect(call).toMatchObject({ path: '/api/open/nowhere', body: 'not json', status: 404 });
    expect(call).not.toHaveProperty('operation');
  });

  test('can be read for one operation and emptied', async () => {
    await ask(sandbox, 'GET', '/shop');
    await ask(sandbox, 'GET', '/order');
    expect(sandbox.control.calls('orders').map((call) => call.number)).toEqual([2]);
    sandbox.control.clearCalls();
    expect(sandbox.control.calls()).toEqual([]);
  });
});

describe('Orders', () => {
  test("can be changed behind the API's back", async () => {
    sandbox.control.patch(1338, { total_amount: 5, sender_name: null });
    const reply = await ask(sandbox, 'GET', '/order?keyword=1338&type=ORDER_ID');
    expect(pageOf(reply).data[0]).toMatchObject({
      order_id: 1338,
      total_amount: 5,
      sender_name: null,
    });
  });

  test('can be moved anywhere, back from the deleted ones too', async () => {
    for (const place of ['REJECTED', 'EXPIRED', 'gone', 'CANCEL', 'active'] as const) {
      sandbox.control.move(1338, place);
      expect(sandbox.control.where(1338)).toBe(place);
    }
    expect(sandbox.control.order(1338)?.order.order_status).toBe('ACCEPTED');
  });

  test('can be added', async () => {
    const example = sandbox.control.order(1338)?.order;
    if (!example) throw new Error('The named order is missing');
    sandbox.control.put(
      { ...example, order_id: 2000, order_date: '2026-06-15 09:00:00' },
      'REJECTED',
    );
    const reply = await ask(sandbox, 'GET', '/order-cancel?type=REJECTED');
    expect(pageOf(reply).data[0]).toMatchObject({ order_id: 2000, order_status: 'REJECTED' });
  });

  test("that never were are nowhere and can't be changed", () => {
    expect(sandbox.control.where(unknownOrderId)).toBeUndefined();
    expect(sandbox.control.order(unknownOrderId)).toBeUndefined();
    expect(() => sandbox.control.patch(unknownOrderId, {})).toThrow();
    expect(() => sandbox.control.move(unknownOrderId, 'gone')).toThrow();
  });

  test('handed out are copies', () => {
    const order = sandbox.control.order(1338)?.order;
    if (order) order.note = 'scribbled';
    expect(sandbox.control.order(1338)?.order.note).not.toBe('scribbled');
  });
});

test('a reset brings back the first state at once', async () => {
  const first = sandbox.control.orders('active');
  const { orderId } = namedOrders.canceled;
  await ask(sandbox, 'POST', '/order/cancel', { id: 1338 });
  await ask(sandbox, 'DELETE', `/order-cancel/${orderId}`, { id: orderId });
  sandbox.control.patch(1341, { products: [] });
  sandbox.control.behave({ keyword: 'misses' });
  sandbox.control.fault({ kind: 'html', share: 1 });

  const started = performance.now();
  sandbox.control.reset();
  expect(performance.now() - started).toBeLessThan(500);
  expect(sandbox.control.orders('active')).toEqual(first);
  expect(sandbox.control.where(orderId)).toBe('CANCEL');
  expect(sandbox.control.calls()).toEqual([]);
  expect(sandbox.control.faults()).toEqual([]);
  expect(sandbox.control.behaviour().keyword).toBe('partial');
});

test('listeners hear of calls, orders and resets until they stop', async () => {
  const heard: string[] = [];
  const stop = sandbox.control.onChange((change) => heard.push(change.type));
  await ask(sandbox, 'POST', '/order/cancel', { id: 1338 });
  sandbox.control.move(1338, 'active');
  sandbox.control.reset();
  stop();
  await ask(sandbox, 'GET', '/shop');
  expect(heard).toEqual(['call', 'order', 'call', 'order', 'reset']);
});

test('listeners hear which faults are left when they are set, used and cleared', async () => {
  const left: number[] = [];
  const stop = sandbox.control.onChange((change) => {
    if (change.type === 'faults') left.push(change.faults.length);
  });
  sandbox.control.fault({ kind: 'failed', times: 1 });
  sandbox.control.fault({ kind: 'failed', share: 1 });
  await ask(sandbox, 'GET', '/shop');
  sandbox.control.clearFaults();
  stop();
  expect(left).toEqual([1, 2, 1, 0]);
});

test('waiting for what never comes ends with an error', async () => {
  await expect(sandbox.control.until(() => false, 20)).rejects.toThrow('within 20 ms');
});
