// An order that the team has deleted stays readable, over the wire.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderItem } from '../../src/sandbox/ngorder/control/control.ts';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import { asks, becomes, openShop, presses, type ShopWorld, sees, shownBy } from './shop-world.ts';

let world: ShopWorld;
let chat: Chat;
let group: Chat;
let order: OrderItem;

beforeAll(async () => {
  world = await openShop();
  const { play, sari, budi, ngorder } = world;
  chat = await play.privateChat(sari);
  group = await play.group({ title: 'Tim', type: 'group', members: [sari, budi] });
  const [first] = ngorder.control.orders('CANCEL');
  if (first === undefined) throw new Error('no canceled order');
  order = first;
  ngorder.control.patch(order.order_id, { receiver_name: 'Wulandari Kusumaningtyas' });
  const card = await asks(world, sari, chat, `/cancel #${order.order_id}`, 'not active');
  await presses(world, sari, card, 'Delete');
  const question = await sees(world, chat, 'Delete this order for good?');
  await presses(world, sari, question, 'Yes, delete for good');
  await becomes(world, chat, question, 'Deleted for good by Sari Dewi');
});
afterAll(() => world.close());

function isDeletedCard(card: Message): void {
  expect(card.text).toContain('Deleted for good by Sari Dewi');
  expect(card.text).toContain('I have kept it as it was');
  expect(card.text).toContain('Wulandari Kusumaningtyas');
  expect(shownBy(card)).toContain('[Get as Excel] [Get as JSON]');
  expect(shownBy(card)).not.toMatch(/\[(?:Return|Delete|Cancel)/);
}

function document(ending: string, where = chat): Promise<Message> {
  return world.play.waitFor(where, (messages) =>
    messages.findLast((message) => message.document?.file_name?.endsWith(ending)),
  );
}

test('its ID, its PO number and /cancel open its card, without a button that acts', async () => {
  const { sari } = world;
  const id = String(order.order_id);
  isDeletedCard(await asks(world, sari, chat, id, 'kept it as it was'));
  isDeletedCard(await asks(world, sari, chat, `PO ${order.po_number}`, 'kept it as it was'));
  isDeletedCard(await asks(world, sari, chat, `/cancel #${id}`, 'kept it as it was'));
});

test('it is had as JSON, exactly as Ngorder had sent it, and as an Excel', async () => {
  const { sari, play } = world;
  const card = await asks(world, sari, chat, String(order.order_id), 'kept it as it was');
  await presses(world, sari, card, 'Get as JSON');
  const json = await document('.json');
  const sent = await play.download(json.document?.file_id ?? '');
  expect(JSON.parse(sent.toString('utf8'))).toMatchObject({
    order_id: order.order_id,
    receiver_phone: order.receiver_phone,
    receiver_address: order.receiver_address,
  });
  await presses(world, sari, card, 'Get as Excel');
  await document('.xlsx');
});

test('in a group it is masked, and its file goes to who asked for it alone', async () => {
  const { sari, play } = world;
  const bot = `@${(await play.state()).bot.username}`;
  const card = await asks(world, sari, group, `/cancel${bot} #${order.order_id}`, 'as it was');
  isDeletedCard(card);
  expect(card.text).not.toContain(order.receiver_phone);
  const before = (await play.messages(chat)).length;
  const answer = await presses(world, sari, card, 'Get as JSON');
  expect(answer.text).toContain('Sent to your private chat');
  expect((await play.messages(chat)).length).toBe(before + 1);
  expect((await play.messages(group)).some((message) => message.document)).toBe(false);
});

test('it is found by the name of its buyer, below what is still there', async () => {
  const { sari } = world;
  const found = await asks(world, sari, chat, '/find Wulandari Kusumaningtyas', 'Deleted, kept');
  await presses(world, sari, found, `🗑 #${order.order_id}`);
  const card = await becomes(world, chat, found, 'I have kept it as it was');
  isDeletedCard(card);
  await presses(world, sari, card, '‹ Back to what was found');
  await becomes(world, chat, found, 'Deleted, kept');
});

test('of several orders with one number each opens its own card, the deleted ones too', async () => {
  const { sari, ngorder } = world;
  const [second, third] = ngorder.control.orders('CANCEL');
  if (second === undefined || third === undefined) throw new Error('too few canceled orders');
  ngorder.control.patch(second.order_id, { po_number: order.po_number });
  const both = await asks(world, sari, chat, `PO ${order.po_number}`, 'of several orders');
  expect(shownBy(both)).toContain(`[🗑 Show #${order.order_id}]`);
  await presses(world, sari, both, `Show #${second.order_id}`);
  const live = await becomes(world, chat, both, `#${second.order_id}`);
  await presses(world, sari, live, 'Delete');
  const question = await sees(world, chat, 'Delete this order for good?');
  await presses(world, sari, question, 'Yes, delete for good');
  await becomes(world, chat, question, 'Deleted for good by Sari Dewi');

  for (const asked of [`/find PO ${order.po_number}`, `/cancel PO ${order.po_number}`]) {
    const list = await asks(world, sari, chat, asked, 'of several orders');
    expect(list.text?.match(/Deleted for good by Sari Dewi/g)).toHaveLength(2);
    await presses(world, sari, list, `🗑 Show #${order.order_id}`);
    isDeletedCard(await becomes(world, chat, list, 'I have kept it as it was'));
  }

  ngorder.control.patch(third.order_id, { po_number: order.order_id });
  const either = await asks(world, sari, chat, `/cancel ${order.order_id}`, 'is the ID of one');
  expect(shownBy(either)).toContain(`[Show #${third.order_id}]`);
  expect(shownBy(either)).toContain(`[🗑 Show #${order.order_id}]`);
});
