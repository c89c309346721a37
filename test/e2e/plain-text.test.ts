import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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
  shownBy,
} from './shop-world.ts';

let world: ShopWorld;
let chat: Chat;

beforeAll(async () => {
  world = await openShop();
  chat = await world.play.privateChat(world.sari);
});
beforeEach(() => world.ngorder.control.reset());
afterAll(() => world.close());

const writes = (text: string, answer: string | RegExp) =>
  asks(world, world.sari, chat, text, answer);
const turnsInto = (message: Message, text: string | RegExp) => becomes(world, chat, message, text);

describe('what is written to the bot alone, without a command', () => {
  test.each([
    '1338',
    '#1338',
    'batal 1338',
    'cek 1338',
    'order 1338 tolong dibatalkan',
    '(1338)',
    '"1338"',
    '１３３８',
    'orderan 1338',
    '№ 1338',
    'PO 10735',
    '#1338 · PO 10735 · Rp110.376\nStatus: Active\nBuyer: Siti',
    'https://app.ngorder.id/order/detail/1338',
  ])('“%s” opens the order’s card and changes nothing', async (text) => {
    const card = await writes(text, '#1338 · PO 10735');
    expect(card.text).toContain('Status: Active');
    expect(shownBy(card)).toContain('[Cancel]');
    expect(shownBy(card)).not.toContain('Yes, cancel');
    expect(actsAtNgorder(world)).toEqual([]);
  });

  test('is an order that is canceled from its card, after a question', async () => {
    const card = await writes('batal 1338', '#1338 · PO 10735');
    await presses(world, world.sari, card, 'Cancel');
    await turnsInto(card, 'Cancel this order?');
    expect(actsAtNgorder(world)).toEqual([]);
    await presses(world, world.sari, card, 'Yes, cancel order');
    await turnsInto(card, 'Canceled by Sari Dewi');
    expect(actsAtNgorder(world)).toEqual(['POST /order/cancel {"id":1338}']);
  });

  test('shows both orders where a number is one’s ID and the other’s PO number, and opens either', async () => {
    const { orderId, poNumber } = namedOrders.poIsAnId;
    const both = await writes(`cek ${poNumber}`, `[Show #${orderId}]`);
    expect(shownBy(both)).toContain(`[Show #${poNumber}]`);
    await presses(world, world.sari, both, `Show #${orderId}`);
    await turnsInto(both, '[Cancel]');
    expect(actsAtNgorder(world)).toEqual([]);
  });

  test('opens a canceled order with what can be done to it', async () => {
    const [order] = world.ngorder.control.orders('REJECTED');
    const id = Number(order?.order_id);
    const card = await writes(`hapus ${id}`, '[Delete]');
    expect(card.text).toContain(`#${id}`);
    expect(actsAtNgorder(world)).toEqual([]);
  });

  test.each([
    ['rejected 1-15 Nov', 'Rejected', '1–15 Nov 2026'],
    ['tolak 1-15 Nov', 'Rejected', '1–15 Nov 2026'],
    ['BULAN LALU', 'Canceled', '1–31 Oct 2026'],
    ['kadaluwarsa bulan lalu', 'Expired', '1–31 Oct 2026'],
    ['semua', 'Canceled', 'All dates'],
    ['All dates', 'Canceled', 'All dates'],
    ['Expired', 'Expired', 'All dates'],
  ])('“%s” opens the list', async (text, type, dates) => {
    const list = await writes(text, new RegExp(`^${type} · \\d+ orders`));
    expect(list.text).toContain(`Order date: ${dates}`);
  });

  test('asks for the Excel of a month and gets it', async () => {
    const said = await world.play.say(world.sari, chat, 'excel bulan lalu dong');
    const sent = await world.play.waitFor(chat, (messages) =>
      messages.find(({ message_id, document }) => document && message_id > said.message_id),
    );
    expect(sent.document?.file_name).toBe('canceled-orders_2026-10-01_2026-10-31.xlsx');
  });

  test('in answer to a message about an order is about that one', async () => {
    const card = await writes('1338', '#1338 · PO 10735');
    const said = await world.play.say(world.sari, chat, 'batal', { replyTo: card.message_id });
    await world.play.waitFor(chat, (messages) =>
      messages.find(
        (message) => message.message_id > said.message_id && shownBy(message).includes('[Cancel]'),
      ),
    );
  });

  test('asks what is to be done to several orders', () =>
    writes('batal 1338 dan 1340', 'What shall be done?'));

  test.each(['halo', 'makasih ya', '🙂', 'kirim 2 pcs kaos'])(
    '“%s” is not understood, and says so',
    async (text) => {
      await writes(text, 'I did not understand');
      expect(world.ngorder.control.calls()).toEqual([]);
    },
  );

  test('in a group does nothing', async () => {
    const group = await world.play.group({
      title: 'Ramai',
      type: 'supergroup',
      members: [world.sari],
      bot_is_admin: true,
    });
    const { username } = (await world.play.state()).bot;
    await asks(world, world.sari, group, `/help@${username}`, 'What I can do');
    world.ngorder.control.clearCalls();
    const before = (await world.play.messages(group)).length;
    for (const text of ['1338', 'batal 1338', 'bulan lalu'])
      await world.play.say(world.sari, group, text);
    // The next answer shows that these were passed over before it.
    await asks(world, world.sari, group, `/help@${username}`, 'What I can do');
    expect(await world.play.messages(group)).toHaveLength(before + 3 + 2);
    expect(world.ngorder.control.calls()).toEqual([]);
  });
});

describe('as few taps as it takes', () => {
  test('cancel by ID: one message and one tap', async () => {
    const question = await writes('/cancel 1338', 'Cancel this order?');
    await presses(world, world.sari, question, 'Yes, cancel order');
    await turnsInto(question, 'Canceled by Sari Dewi');
    expect(actsAtNgorder(world)).toEqual(['POST /order/cancel {"id":1338}']);
  });

  test.each([
    ['return', 'Return', 'Yes, return order', 'Returned to active', 'POST /order-cancel/return'],
    ['delete', 'Delete', 'Yes, delete for good', 'Deleted for good', 'DELETE /order-cancel/'],
  ])('%s of a known ID: one message and two taps', async (_, ask, yes, done, request) => {
    const [order] = world.ngorder.control.orders('CANCEL');
    const id = Number(order?.order_id);
    const card = await writes(String(id), '[Delete]');
    await presses(world, world.sari, card, ask);
    await turnsInto(card, yes);
    expect(actsAtNgorder(world)).toEqual([]);
    await presses(world, world.sari, card, yes);
    await sees(world, chat, done);
    const sent = `${request}${request.endsWith('/') ? id : ''} {"id":${id}}`;
    expect(actsAtNgorder(world)).toEqual([sent]);
  });
});
