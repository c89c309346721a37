import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Place } from '../../src/sandbox/ngorder/control/control.ts';
import { namedOrders, unknownOrderId } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  buttonsOf,
  openShop,
  presses,
  type ShopWorld,
  sees,
  shownBy,
} from './shop-world.ts';

let world: ShopWorld;
let chat: Chat;

beforeAll(async () => {
  world = await openShop({ limits: { actMs: 2000 } });
  chat = await world.play.privateChat(world.sari);
});
beforeEach(() => world.ngorder.control.reset());
afterAll(() => world.close());

/** Puts an order like others into a list. */
function put(
  orderId: number,
  place: Place,
  fields: { po_number?: number; order_date?: string; payment_status?: 'PAID' } = {},
) {
  const { control } = world.ngorder;
  const like = control.order(namedOrders.unpaid.orderId);
  if (like === undefined) throw new Error('No order to take after');
  control.put({ ...like.order, order_id: orderId, po_number: orderId + 50_000, ...fields }, place);
}

/** Calls back with each page that the bot asks for, before it is read. */
function beforeEachPage(happen: (operation: string, page: number) => void): () => void {
  const stop = world.ngorder.control.onChange((change) => {
    if (change.type !== 'call' || change.call.status !== undefined) return;
    const { operation = '', query } = change.call;
    if (operation === 'list' || operation === 'orders')
      happen(operation, Number(query['pagination_offset']));
  });
  onTestFinished(stop);
  return stop;
}

/** Orders come into every list, faster than anybody can read, until what this returns is called. */
function neverStandStill(): () => void {
  let next = 700_000;
  return beforeEachPage((operation) => {
    next += 1;
    put(next, operation === 'orders' ? 'active' : 'CANCEL');
  });
}

const rowsOf = ({ reply_markup }: Message) =>
  (reply_markup?.inline_keyboard ?? []).map((row) => row.map(({ text }) => text));
const dangers = (message: Message) =>
  buttonsOf(message).filter((button) => 'style' in button && button.style === 'danger');
const asked = (text: string, answer: string | RegExp) =>
  asks(world, world.sari, chat, text, answer);

describe('a bare number that is one order’s ID and another’s PO number', () => {
  test('asks which one is meant when the order with this ID was just canceled', async () => {
    put(1004, 'CANCEL');
    put(900_001, 'active', { po_number: 1004 });
    const both = await asked('/cancel 1004', 'Which one?');
    expect(both.text).toMatch(/#1004 · PO 51004[^#]*Status: Canceled/);
    expect(both.text).toMatch(/#900001 · PO 1004[^#]*Status: Active/);
    expect(rowsOf(both)).toEqual([['Show #1004'], ['Show #900001']]);

    await presses(world, world.sari, both, 'Show #1004');
    await becomes(world, chat, both, 'This order is not active');
    const again = await asked('/cancel 1004', 'Which one?');
    await presses(world, world.sari, again, 'Show #900001');
    const question = await becomes(world, chat, again, 'Cancel this order?');
    await presses(world, world.sari, question, 'Yes, cancel order');
    await becomes(world, chat, question, 'Canceled by Sari Dewi');
    expect(actsAtNgorder(world)).toEqual(['POST /order/cancel {"id":900001}']);
  });

  test.each([
    ['CANCEL', 'CANCEL'],
    ['REJECTED', 'EXPIRED'],
  ] as const)('shows both among %s and %s orders, pages apart', async (one, other) => {
    put(1004, one, { order_date: '2020-01-01 10:00:00' });
    put(900_001, other, { po_number: 1004, order_date: '2026-11-20 10:00:00' });
    const both = await asked('/cancel 1004', 'Which one?');
    expect(rowsOf(both)).toEqual([['Show #1004'], ['Show #900001']]);
  });

  test('says that it was taken for a PO number where no order has this ID', async () => {
    put(900_001, 'active', { po_number: 777_777 });
    const question = await asked('/cancel 777777', 'Cancel this order?');
    expect(question.text).toContain('777777 is the PO number of this order.');
    const named = await asked('/cancel PO 777777', 'Cancel this order?');
    expect(named.text).not.toContain('is the PO number of this order');
  });
});

describe('while orders move from page to page', () => {
  const many = () => {
    for (let index = 0; index < 120; index += 1)
      put(800_000 + index, 'active', { order_date: '2026-11-19 10:00:00' });
  };
  /** Something happens once, right before the second page of a list is read. */
  const onSecondPage = (list: string, happen: () => void) => {
    let happened = false;
    beforeEachPage((operation, page) => {
      if (happened || operation !== list || page !== 2) return;
      happened = true;
      happen();
    });
  };

  test('an active order at a page’s edge is found', async () => {
    many();
    world.ngorder.control.behave({ keyword: 'misses' });
    const edge = world.ngorder.control.orders('active')[100];
    const first = world.ngorder.control.orders('active')[0];
    if (edge === undefined || first === undefined) throw new Error('Too few orders');
    onSecondPage('orders', () => world.ngorder.control.move(first.order_id, 'gone'));
    await asked(`/cancel #${edge.order_id}`, 'Cancel this order?');
    expect(first.order_id).not.toBe(edge.order_id);
  });

  test('a canceled order at a page’s edge is shown, not offered unseen', async () => {
    const [first, edge] = [0, 50].map((at) => world.ngorder.control.orders('CANCEL')[at]);
    if (edge === undefined || first === undefined) throw new Error('Too few orders');
    onSecondPage('list', () => world.ngorder.control.move(first.order_id, 'gone'));
    const card = await asked(`/cancel #${edge.order_id}`, 'This order is not active');
    expect(dangers(card).map(({ text }) => text)).toEqual(['Delete']);
  });
});

describe('an order that is nowhere', () => {
  test('leaves nothing to press but the way to another number', async () => {
    const nothing = await asked(`/cancel ${unknownOrderId}`, 'was not found');
    expect(nothing.text).toContain('420 orders were searched');
    expect(rowsOf(nothing)).toEqual([['Type another number']]);
    expect(dangers(nothing)).toEqual([]);
    await presses(world, world.sari, nothing, 'Type another number');
    await sees(world, chat, 'Which order shall be canceled?');
    await asked('1338', 'Cancel this order?');
    expect(actsAtNgorder(world)).toEqual([]);
  });

  test('is asked for by who pressed, in a group', async () => {
    const { play, sari, budi } = world;
    const group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, budi] });
    const bot = `@${(await play.state()).bot.username}`;
    const nothing = await asks(world, sari, group, `/cancel${bot} #${unknownOrderId}`, 'not found');
    await presses(world, budi, nothing, 'Type another number');
    const question = await sees(world, group, /Budi\nWhich order shall be canceled/);
    await play.say(budi, group, '1338', { replyTo: question.message_id });
    await sees(world, group, 'Cancel this order?');
  });
});

describe('a search that comes to no end', () => {
  test('says so, and offers to cancel without a preview on a button of its own', async () => {
    const standStill = neverStandStill();
    const question = await asked(`/cancel ${unknownOrderId}`, 'has not turned up yet');
    expect(shownBy(question)).not.toContain('not found');
    expect(question.text).toContain('could not be completed');
    expect(rowsOf(question)).toEqual([
      ['Search again'],
      ['Type another number'],
      [`Yes, cancel #${unknownOrderId} anyway`],
      ['No, keep it'],
    ]);
    standStill();
    await presses(world, world.sari, question, `Yes, cancel #${unknownOrderId} anyway`);
    await becomes(world, chat, question, 'Not canceled');
    expect(actsAtNgorder(world)).toEqual([`POST /order/cancel {"id":${unknownOrderId}}`]);
  });

  test('is followed by a look at the order, where it turns up paid in the end', async () => {
    const standStill = neverStandStill();
    const question = await asked(`/cancel ${unknownOrderId}`, 'has not turned up yet');
    standStill();
    put(unknownOrderId, 'active', { payment_status: 'PAID' });
    await presses(world, world.sari, question, `Yes, cancel #${unknownOrderId} anyway`);
    await becomes(world, chat, question, 'the order has turned up now');
    const anew = await world.play.waitFor(chat, (messages) =>
      messages.find(
        (message) =>
          message.message_id > question.message_id &&
          shownBy(message).includes('Cancel this order?'),
      ),
    );
    expect(shownBy(anew)).toContain('Paid');
    expect(actsAtNgorder(world)).toEqual([]);
    await presses(world, world.sari, anew, 'Yes, cancel order');
    await becomes(world, chat, anew, 'Canceled by Sari');
    expect(actsAtNgorder(world)).toEqual([`POST /order/cancel {"id":${unknownOrderId}}`]);
  });

  test('is begun anew at a press, which closes the question', async () => {
    neverStandStill();
    const question = await asked(`/cancel #${unknownOrderId}`, 'has not turned up yet');
    put(unknownOrderId, 'active');
    await presses(world, world.sari, question, 'Search again');
    const found = await becomes(world, chat, question, 'Cancel this order?');
    expect(rowsOf(found)).toEqual([['Yes, cancel order'], ['No, keep it']]);
    expect(actsAtNgorder(world)).toEqual([]);
  });

  test('for a PO number can’t be canceled unseen', async () => {
    neverStandStill();
    const nothing = await asked('/cancel PO 5', 'has not turned up yet');
    expect(rowsOf(nothing)).toEqual([['Search again'], ['Type another number']]);
  });

  test('says that another order may be meant where one was found', async () => {
    neverStandStill();
    const question = await asked('/cancel 1338', 'Cancel this order?');
    expect(question.text).toContain('another one may be meant');
    const named = await asked('/cancel #1338', 'Cancel this order?');
    expect(named.text).not.toContain('another one may be meant');
  });
});
