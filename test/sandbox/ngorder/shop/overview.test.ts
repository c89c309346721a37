import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type NgorderSandbox,
  startNgorderSandbox,
} from '../../../../src/sandbox/ngorder/server.ts';
import type { OverviewQuery } from '../../../../src/sandbox/ngorder/shop/overview.ts';
import { steer } from '../sandbox-client.ts';

let sandbox: NgorderSandbox;

beforeAll(async () => {
  sandbox = await startNgorderSandbox({ today: '2026-06-15' });
});
beforeEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

const overview = (query: Partial<OverviewQuery> = {}) =>
  sandbox.control.overview({ text: '', limit: 60, ...query });
const ids = (query: Partial<OverviewQuery> = {}) =>
  overview(query).orders.map(({ order_id }) => order_id);

describe('the overview of the shop', () => {
  test('shows what changed last on top, as Ngorder tells it and as it happens', () => {
    const { orders } = overview();
    const times = orders.map(({ order_id }) => sandbox.control.order(order_id)?.order.updated_at);
    expect(times).toEqual([...times].sort().reverse());
    sandbox.control.move(1338, 'CANCEL');
    sandbox.control.patch(1343, { note: 'x' });
    expect(ids().slice(0, 2)).toEqual([1343, 1338]);
    sandbox.control.move(1341, 'REJECTED');
    expect(ids().slice(0, 3)).toEqual([1341, 1343, 1338]);
  });

  test('counts every list, and says where an order was before', () => {
    const before = overview().counts;
    expect(before).toEqual({ ...sandbox.control.counts(), gone: 0 });
    sandbox.control.move(1338, 'gone');
    expect(overview().counts).toEqual({ ...before, active: before.active - 1, gone: 1 });
    expect(overview({ place: 'gone' })).toMatchObject({
      total: 1,
      orders: [{ order_id: 1338, from: 'active', place: 'gone' }],
    });
    sandbox.control.move(1338, 'EXPIRED');
    sandbox.control.patch(1338, { note: 'still there' });
    expect(overview({ text: '1338' }).orders).toMatchObject([{ from: 'gone', place: 'EXPIRED' }]);
  });

  test('forgets moves when all starts over', () => {
    sandbox.control.move(1338, 'gone');
    sandbox.control.reset();
    const [order] = overview({ text: '1338' }).orders;
    expect(order).toMatchObject({ place: 'active', changed: 0 });
    expect(order).not.toHaveProperty('from');
  });

  test('finds an order by its ID, its PO number or a name, whatever stands in its fields', () => {
    const name = sandbox.control.order(1338)?.order.receiver_name ?? '';
    expect(name).not.toBe('');
    for (const text of ['1338', '#1338', 'PO 10735', '10735'])
      expect(ids({ text })).toEqual([1338]);
    expect(ids({ text: ` ${name.toUpperCase()} ` })).toContain(1338);
    expect(ids({ text: '1338', place: 'CANCEL' })).toEqual([]);
    sandbox.control.patch(1341, { receiver_name: null, updated_at: 7, po_number: { odd: true } });
    expect(ids({ text: '#1341' })).toEqual([1341]);
  });

  test('comes over HTTP, sixty lines of it unless more are asked for', async () => {
    const all = Object.values(overview().counts).reduce((sum, count) => sum + count);
    const { json } = await steer(sandbox, 'GET', '/overview');
    expect(json).toMatchObject({ total: all, orders: { length: 60 } });
    expect(JSON.stringify(json).length).toBeLessThan(12 * 1024);
    const found = await steer(sandbox, 'GET', '/overview?place=active&text=1338&limit=5');
    expect(found.json).toMatchObject({ total: 1, orders: [{ order_id: 1338, po_number: 10735 }] });
    for (const query of ['place=nowhere', 'limit=0', 'limit=9999', 'colour=red'])
      expect((await steer(sandbox, 'GET', `/overview?${query}`)).status).toBe(400);
  });
});
