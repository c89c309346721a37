// A group in which something takes long: whoever presses meanwhile is answered all the same.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  openShop,
  presses,
  type ShopWorld,
  sees,
} from './shop-world.ts';

const { orderId } = namedOrders.unpaid;

let world: ShopWorld;
let group: Chat;
let question: Message;
let list: Message;
beforeEach(async () => {
  world = await openShop({ limits: { readMs: 10_000 } });
  const { play, sari, budi, telegram } = world;
  group = await play.group({ title: 'Toko', type: 'supergroup', members: [sari, budi] });
  const { username } = telegram.world.bot;
  question = await asks(
    world,
    sari,
    group,
    `/cancel@${username} ${orderId}`,
    '[Yes, cancel order]',
  );
  list = await asks(world, sari, group, `/canceled@${username}`, 'Page 1 of');
});
afterEach(() => world.close());

/** Sari turns a page that Ngorder is long in giving; true while she waits for it. */
async function turnSlowPage(): Promise<() => Promise<boolean>> {
  world.ngorder.control.fault({ kind: 'delay', delayMs: 4000, operation: 'list' });
  await world.play.press(world.sari, list, '›');
  return async () =>
    (await world.play.messages(group)).some(({ text }) => text?.includes('Page 1 of'));
}

test('a press is answered while the chat waits for Ngorder, and then counts', async () => {
  const isWaiting = await turnSlowPage();
  await presses(world, world.budi, question, 'No, keep it');
  expect(await isWaiting()).toBe(true);
  await becomes(world, group, question, 'Budi decided not to cancel');
  expect(actsAtNgorder(world)).toEqual([]);
});

test('who was too slow is told so in the chat, since the press was answered before', async () => {
  await turnSlowPage();
  await world.play.press(world.sari, question, 'Yes, cancel order');
  expect(await presses(world, world.budi, question, 'Yes, cancel order')).toEqual({});
  await becomes(world, group, question, 'Canceled by Sari');
  await sees(world, group, /^Budi: .*Sari/);
  expect(actsAtNgorder(world)).toHaveLength(1);
});
