// What was done to an order stays in the chat, word for word, whatever is asked from there afterwards.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  buttonsOf,
  dataOf,
  openShop,
  presses,
  type ShopWorld,
  shownBy,
} from './shop-world.ts';

let world: ShopWorld;
let chat: Chat;

beforeAll(async () => {
  world = await openShop();
  chat = await world.play.privateChat(world.sari);
  await world.play.say(world.sari, chat, '/start');
});

beforeEach(() => {
  world.ngorder.control.reset();
});

afterAll(() => world.close());

/** Cancels an order and gives back what the chat then shows. */
async function canceled(orderId = 1338, where = chat): Promise<Message> {
  const question = await asks(world, world.sari, where, `/cancel ${orderId}`, 'Cancel this order?');
  await presses(world, world.sari, question, 'Yes, cancel order');
  return becomes(world, where, question, 'Canceled by Sari Dewi');
}

/** Presses a button of a message and waits for a new message that answers it, in which this text stands. */
async function pressesForNew(message: Message, label: string, text: string): Promise<Message> {
  const before = await world.play.messages(chat);
  await presses(world, world.sari, message, label);
  return world.play.waitFor(
    chat,
    (messages) =>
      messages.find(
        (one) =>
          !before.some(({ message_id }) => message_id === one.message_id) &&
          one.reply_to_message?.message_id === message.message_id &&
          shownBy(one).includes(text),
      ),
    { what: `a reply to ${message.message_id} with ${text}` },
  );
}

async function nowShown({ message_id }: Message): Promise<string> {
  const found = (await world.play.messages(chat)).find((one) => one.message_id === message_id);
  return found === undefined ? 'nothing' : shownBy(found);
}

describe('the result of a cancel', () => {
  test('stays when Return is pressed and not wanted after all, and the chat says that it is canceled', async () => {
    const result = await canceled();
    const question = await pressesForNew(result, 'Return', 'Return this order to active?');
    expect(await nowShown(result)).toBe(shownBy(result));
    await presses(world, world.sari, question, 'No, keep it');
    await becomes(world, chat, question, 'Still canceled: Sari Dewi decided not to return it.');
    expect(await nowShown(result)).toBe(shownBy(result));
    expect(actsAtNgorder(world)).toEqual(['POST /order/cancel {"id":1338}']);
  });

  test('stays when the order is returned, however often Return is pressed', async () => {
    const result = await canceled();
    const first = await pressesForNew(result, 'Return', 'Return this order to active?');
    const second = await pressesForNew(result, 'Return', 'Return this order to active?');
    await presses(world, world.sari, first, 'Yes, return order');
    await becomes(world, chat, first, 'Returned to active by Sari Dewi');
    const third = await pressesForNew(result, 'Return', '#1338 is active again');
    expect(third.message_id).toBeGreaterThan(second.message_id);
    expect(await nowShown(result)).toBe(shownBy(result));
    expect(await nowShown(first)).toContain('Returned to active by Sari Dewi');
    expect(actsAtNgorder(world)).toEqual([
      'POST /order/cancel {"id":1338}',
      'POST /order-cancel/return {"id":1338}',
    ]);
  });

  test('keeps buyer, total, what was paid, and a text to the buyer that is ready to be sent', async () => {
    const { orderId } = namedOrders.paid;
    const order = world.ngorder.control.order(orderId)?.order;
    const result = await canceled(orderId);
    expect(result.text).toContain(`Buyer: ${order?.receiver_name}`);
    expect(result.text).toMatch(/^#\d+ · PO \d+ · Rp[\d.]+$/m);
    expect(result.text).toMatch(/^💸 Refund Rp[\d.]+ to the buyer$/m);
    const whatsApp = buttonsOf(result).find(({ text }) => text === 'WhatsApp the buyer');
    const url = new URL(whatsApp && 'url' in whatsApp ? whatsApp.url : 'about:blank');
    expect(url.host).toBe('wa.me');
    expect(url.pathname).toMatch(/^\/62\d{8,12}$/);
    expect(url.searchParams.get('text')).toMatch(/^Halo Kak .+ sudah kami batalkan ya\./);
  });

  test('names the marketplace that it must be canceled in too, which the question said', async () => {
    world.ngorder.control.patch(1338, { order_source: 'Tokopedia' });
    const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
    expect(question.text).toContain('⚠️ This does not cancel it in Tokopedia.');
    await presses(world, world.sari, question, 'Yes, cancel order');
    await becomes(world, chat, question, '🛒 Cancel it in Tokopedia too');
  });

  test('stays when somebody presses what stood in its place before', async () => {
    const list = await asks(world, world.sari, chat, '/canceled', 'Page 1 of');
    const card = buttonsOf(list)[0]?.text ?? '';
    const [refresh, open] = [dataOf(list, 'Refresh'), dataOf(list, card)];
    await presses(world, world.sari, list, card);
    const shown = await becomes(world, chat, list, '[Delete]');
    await presses(world, world.sari, shown, 'Delete');
    const question = await becomes(world, chat, list, 'Delete this order for good?');
    await presses(world, world.sari, question, 'Yes, delete for good');
    const result = await becomes(world, chat, list, 'Deleted for good by Sari Dewi');
    expect(result.text).toMatch(/^Buyer: ./m);
    for (const data of [refresh, open])
      await world.play.answerOf(await world.play.pressData(world.sari, result, data));
    expect(await nowShown(result)).toBe(shownBy(result));
    const back = await pressesForNew(result, '‹ Back to the list', 'Page 1 of');
    expect(await nowShown(result)).toBe(shownBy(result));
    // What is no result is still turned over in its place.
    await presses(world, world.sari, back, 'Refresh');
    expect((await world.play.messages(chat)).at(-1)?.message_id).toBe(back.message_id);
  });
});

test('a failure stays, and is tried again in a message of its own', async () => {
  const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
  world.ngorder.control.fault({ kind: 'failed', operation: 'cancel' });
  await presses(world, world.sari, question, 'Yes, cancel order');
  const failed = await becomes(world, chat, question, 'Not canceled: Ngorder refused');
  const again = await pressesForNew(failed, 'Try again', 'Cancel this order?');
  await presses(world, world.sari, again, 'Yes, cancel order');
  await becomes(world, chat, again, 'Canceled by Sari Dewi');
  expect(await nowShown(failed)).toBe(shownBy(failed));
});

test('in a group the result shows no number and opens no WhatsApp', async () => {
  const { username } = (await world.play.state()).bot;
  const group = await world.play.group({
    title: 'Tim',
    type: 'group',
    members: [world.sari, world.budi],
  });
  const question = await asks(
    world,
    world.sari,
    group,
    `/cancel@${username} ${namedOrders.paid.orderId}`,
    'Cancel this order?',
  );
  await presses(world, world.budi, question, 'Yes, cancel order');
  const result = await becomes(world, group, question, 'Canceled by Budi');
  expect(result.text).toMatch(/^Buyer: ./m);
  expect(buttonsOf(result).map(({ text }) => text)).toEqual([
    'Refunded',
    'Return',
    'Reason: changed mind',
    'Reason: out of stock',
    'Reason: wrong address',
    'Reason: not paid',
    'Reason: double order',
    'Reason: other',
  ]);
  const phone = String(
    world.ngorder.control.order(namedOrders.paid.orderId)?.order.receiver_phone,
  ).slice(-8);
  expect(JSON.stringify(result)).not.toContain(phone);
});

test('who presses Yes once more is told in passing, who wanted the other thing must read it', async () => {
  const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
  const [yes, no] = [dataOf(question, 'Yes, cancel order'), dataOf(question, 'No, keep it')];
  const pressed = async (data: string) =>
    world.play.answerOf(await world.play.pressData(world.sari, question, data));
  expect(await pressed(yes)).toEqual({});
  await becomes(world, chat, question, 'Canceled by Sari Dewi');
  const again = await pressed(yes);
  expect(again.text).toBe('Already done.');
  expect(again.show_alert ?? false).toBe(false);
  expect(await pressed(no)).toMatchObject({ text: 'Already done.', show_alert: true });
});
