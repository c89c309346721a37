import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { longestSpinMs } from '../../src/bot/callbacks/answer-deadline.ts';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { Chat } from '../../src/sandbox/telegram/client/player.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  dataOf,
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

describe('canceling an order in a private chat', () => {
  test('shows the order first and cancels it after Yes', async () => {
    const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
    expect(question.text).toContain('#1338 · PO 10735 · Rp110.376');
    expect(actsAtNgorder(world)).toEqual([]);
    await presses(world, world.sari, question, 'Yes, cancel order');
    const result = await becomes(world, chat, question, 'Canceled by Sari Dewi');
    expect(shownBy(result)).toContain('[Return]');
    expect(actsAtNgorder(world)).toEqual(['POST /order/cancel {"id":1338}']);
    expect(world.ngorder.control.where(1338)).toBe('CANCEL');
  });

  test('keeps the order after No', async () => {
    const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
    await presses(world, world.sari, question, 'No, keep it');
    await becomes(world, chat, question, 'Kept.');
    expect(actsAtNgorder(world)).toEqual([]);
  });

  test('asks for the order when none is named, and takes the answer', async () => {
    await asks(world, world.sari, chat, '/cancel', 'Which order shall be canceled?');
    await asks(world, world.sari, chat, 'PO 10735', '#1338 · PO 10735');
  });

  test.each([
    'abc',
    '0',
    '-5',
    '1.5',
    '123456789012345678901234567890',
    '🙂',
    'Tolong '.repeat(90),
  ])(
    '“%s” is no order ID: says what one looks like, asks again and asks Ngorder nothing',
    async (typed) => {
      await asks(world, world.sari, chat, `/cancel ${typed}`, 'An order ID is a whole number');
      expect(world.ngorder.control.calls()).toEqual([]);
      await asks(world, world.sari, chat, typed, 'An order ID is a whole number');
      expect(world.ngorder.control.calls()).toEqual([]);
      await asks(world, world.sari, chat, '1338', 'Cancel this order?');
    },
  );

  test('an order that is canceled already is shown with its card', async () => {
    const card = await asks(
      world,
      world.sari,
      chat,
      `/cancel ${namedOrders.canceled.orderId}`,
      'This order is not active',
    );
    expect(shownBy(card)).toContain('[Return] [Delete]');
  });

  test('an order that Ngorder’s search misses is canceled all the same', async () => {
    world.ngorder.control.behave({ keyword: 'misses' });
    const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
    await presses(world, world.sari, question, 'Yes, cancel order');
    await becomes(world, chat, question, 'Canceled by Sari Dewi');
  });

  test('a number that is one order’s ID and another’s PO shows both', async () => {
    const both = await asks(world, world.sari, chat, '/cancel 1350', 'Which one?');
    expect(both.text).toContain('#1350');
    expect(both.text).toContain('PO 1350');
    await presses(world, world.sari, both, `Show #${namedOrders.poIsAnId.orderId}`);
    await becomes(world, chat, both, 'Cancel this order?');
  });

  test('a paid and a shipped order are canceled only with a plain warning', async () => {
    await asks(
      world,
      world.sari,
      chat,
      `/cancel ${namedOrders.paid.orderId}`,
      'Remember to refund the buyer',
    );
    await asks(
      world,
      world.sari,
      chat,
      `/cancel ${namedOrders.shipped.orderId}`,
      'The parcel is on its way',
    );
  });

  test('twenty presses on Yes cancel the order once', async () => {
    const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
    const yes = dataOf(question, 'Yes, cancel order');
    const pressedAt = performance.now();
    const pressed = await Promise.all(
      Array.from({ length: 20 }, () => world.play.pressData(world.sari, question, yes)),
    );
    const answers = await Promise.all(
      pressed.map(async (press) => {
        const { text } = await world.play.answerOf(press);
        return { text, isLate: performance.now() - pressedAt >= longestSpinMs };
      }),
    );
    await becomes(world, chat, question, 'Canceled by Sari Dewi');
    expect(actsAtNgorder(world)).toEqual(['POST /order/cancel {"id":1338}']);
    const told = answers.filter(({ text = '' }) => /Already done|Already confirmed/.test(text));
    // On a slow machine those who wait longest for the chat's turn are answered before it comes, without words.
    const silent = answers.filter(({ text, isLate }) => text === undefined && isLate);
    expect(told.length + silent.length).toBeGreaterThanOrEqual(19);
  });

  test('an order that changed after the question is not canceled but asked about anew', async () => {
    const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
    world.ngorder.control.patch(1338, { payment_status: 'PAID' });
    await presses(world, world.sari, question, 'Yes, cancel order');
    await becomes(world, chat, question, 'Payment: Not paid → Paid');
    const anew = await sees(world, chat, 'Yes, cancel order');
    expect(anew.message_id).not.toBe(question.message_id);
    expect(actsAtNgorder(world)).toEqual([]);
    await presses(world, world.sari, anew, 'Yes, cancel order');
    await becomes(world, chat, anew, 'Canceled by Sari Dewi');
  });

  test('an answer that is lost after the effect is looked up, never repeated', async () => {
    const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
    world.ngorder.control.fault({ kind: 'broken', operation: 'cancel', when: 'after' });
    await presses(world, world.sari, question, 'Yes, cancel order');
    const result = await becomes(world, chat, question, 'looked up');
    expect(result.text).not.toContain('Sari');
    expect(actsAtNgorder(world)).toHaveLength(1);
  });

  test('a request that never arrived is sent once more after reading', async () => {
    const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
    world.ngorder.control.fault({ kind: 'broken', operation: 'cancel', when: 'before' });
    await presses(world, world.sari, question, 'Yes, cancel order');
    await becomes(world, chat, question, 'Canceled by Sari Dewi');
    expect(actsAtNgorder(world)).toHaveLength(2);
    expect(world.ngorder.control.where(1338)).toBe('CANCEL');
  });

  test('a question survives a restart of the bot', async () => {
    const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
    await asks(world, world.sari, chat, '/cancel', 'Which order shall be canceled?');
    await world.restart();
    await presses(world, world.sari, question, 'Yes, cancel order');
    await becomes(world, chat, question, 'Canceled by Sari Dewi');
    await asks(world, world.sari, chat, '1341', 'Cancel this order?');
  });
});
