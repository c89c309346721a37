// Answers under a 2xx that say something else than success.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/ngorder/control/control.ts';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import { actsAtNgorder, asks, becomes, openShop, presses, type ShopWorld } from './shop-world.ts';

let world: ShopWorld;
let chat: Chat;

beforeAll(async () => {
  world = await openShop();
  chat = await world.play.privateChat(world.sari);
});
beforeEach(() => world.ngorder.control.reset());
afterAll(() => world.close());

const answer = (body: string, more: Partial<Fault> = {}): Fault => ({
  kind: 'answer',
  body,
  ...more,
});

const denials = [
  '{"success":false,"message":"Sudah dikirim"}',
  '{"status":"error","message":"Sudah dikirim"}',
  '{"code":400,"message":"Sudah dikirim"}',
];
const riddles: [string, Fault][] = [
  ['words alone', answer('{"message":"Unauthenticated."}')],
  ['an empty 202', answer('', { status: 202 })],
  ['null', answer('null')],
];

async function askedToDelete(): Promise<{ orderId: number; question: Message }> {
  const orderId = Number(world.ngorder.control.orders('CANCEL')[0]?.order_id);
  const card = await asks(world, world.sari, chat, `/cancel ${orderId}`, '[Delete]');
  await presses(world, world.sari, card, 'Delete');
  const question = await becomes(world, chat, card, '[Yes, delete for good]');
  return { orderId, question };
}

describe('a request that Ngorder answers with a success that is none', () => {
  test.each(denials)('is refused in its words where it did nothing: %s', async (body) => {
    const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
    world.ngorder.control.fault({ ...answer(body), operation: 'cancel' });
    await presses(world, world.sari, question, 'Yes, cancel order');
    const result = await becomes(world, chat, question, 'Not canceled: Ngorder refused');
    expect(result.text).toContain('Sudah dikirim');
    expect(world.ngorder.control.where(1338)).toBe('active');
    expect(actsAtNgorder(world)).toHaveLength(1);
  });

  test('is done where it did it all the same', async () => {
    const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
    world.ngorder.control.fault({
      ...answer('{"success":false}', { when: 'after' }),
      operation: 'cancel',
    });
    await presses(world, world.sari, question, 'Yes, cancel order');
    await becomes(world, chat, question, 'The order is canceled (looked up');
    expect(actsAtNgorder(world)).toHaveLength(1);
  });

  test.each(riddles)('is never “deleted for good” on %s', async (_, fault) => {
    const { orderId, question } = await askedToDelete();
    world.ngorder.control.fault({ ...fault, operation: 'delete' });
    await presses(world, world.sari, question, 'Yes, delete for good');
    await becomes(world, chat, question, 'Not deleted: the order is still there');
    expect(world.ngorder.control.where(orderId)).toBe('CANCEL');
    expect(actsAtNgorder(world)).toHaveLength(1);
  });
});
