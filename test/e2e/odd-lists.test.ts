// Lists that come in other shapes than the reference's samples.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Chat } from '../../src/sandbox/telegram/client/player.ts';
import { asks, openShop, type ShopWorld, shownBy } from './shop-world.ts';

let world: ShopWorld;
let chat: Chat;

beforeAll(async () => {
  world = await openShop();
  chat = await world.play.privateChat(world.sari);
});
beforeEach(() => world.ngorder.control.reset());
afterAll(() => world.close());

describe('an active order', () => {
  test('that a list holds twice is one order, and no question which', async () => {
    const order = world.ngorder.control.order(1338)?.order;
    const body = JSON.stringify({ data: [order, order], meta: { pagination: { total: 2 } } });
    world.ngorder.control.fault({ kind: 'answer', body, operation: 'orders', times: 99 });
    const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
    expect(question.text).toContain('#1338 · PO 10735');
  });

  test.each(['-', '--', '0', 'null', 'N/A', ' ', null])(
    'with the airway bill %j is not with the courier',
    async (awb) => {
      world.ngorder.control.patch(1338, { awb_number: awb });
      const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
      expect(question.text).not.toContain('The parcel');
    },
  );

  test('with an airway bill is', async () => {
    world.ngorder.control.patch(1338, { awb_number: 'JP1234567890' });
    await asks(world, world.sari, chat, '/cancel 1338', 'The parcel is on its way');
  });

  test('whose total came in words costs what it costs', async () => {
    world.ngorder.control.patch(1338, { total_amount: 'Rp110.376' });
    await asks(world, world.sari, chat, '/cancel 1338', '#1338 · PO 10735 · Rp110.376');
  });
});

describe('the list of canceled orders', () => {
  test('may have numbered keys', async () => {
    const [order] = world.ngorder.control.orders('CANCEL');
    const body = JSON.stringify({ data: { 3: order }, meta: { pagination: { total: 1 } } });
    world.ngorder.control.fault({ kind: 'answer', body, operation: 'list' });
    const list = await asks(world, world.sari, chat, '/canceled', 'Page 1 of 1');
    expect(shownBy(list)).toContain(`#${order?.order_id}`);
  });

  test.each([
    ['null', 200, '{"data":null}'],
    ['{}', 200, '{"data":{}}'],
    ['204', 204, ''],
    ['404', 404, '{"response":"Failed","message":"Not Found","data":null}'],
  ])('is empty where it is %s', async (_, status, body) => {
    world.ngorder.control.fault({ kind: 'answer', status, body, operation: 'list' });
    await asks(world, world.sari, chat, '/canceled', 'There are no such orders');
  });
});
