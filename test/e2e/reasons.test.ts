// After a cancel somebody says why with one press; the result says it, and so do the activity and the card.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import { asks, becomes, openShop, presses, type ShopWorld, sees, shownBy } from './shop-world.ts';

let world: ShopWorld;
let chat: Chat;

beforeAll(async () => {
  world = await openShop();
  chat = await world.play.privateChat(world.sari);
});
afterAll(() => world.close());

async function canceled(order: number): Promise<Message> {
  const question = await asks(world, world.sari, chat, `/cancel ${order}`, 'Cancel this order?');
  await presses(world, world.sari, question, 'Yes, cancel order');
  return becomes(world, chat, question, 'Canceled by Sari Dewi');
}

test('one press says why, the result keeps all it said, and another press changes it', async () => {
  const { sari } = world;
  const result = await canceled(1338);
  const before = (result.text ?? '').split('\n');
  await presses(world, sari, result, 'Reason: out of stock');
  const told = await becomes(world, chat, result, /^Reason: out of stock$/m);
  expect((told.text ?? '').split('\n').filter((line) => !before.includes(line))).toEqual([
    'Reason: out of stock',
  ]);
  expect(before.every((line) => told.text?.includes(line))).toBe(true);
  expect(shownBy(told)).toContain('[Return]');
  expect(shownBy(told)).not.toContain('[Reason: not paid]');
  await presses(world, sari, told, 'Change reason');
  await presses(
    world,
    sari,
    await becomes(world, chat, result, '[Reason: not paid]'),
    'Reason: not paid',
  );
  await becomes(world, chat, result, /Reason: not paid\n[\s\S]*\[Change reason\]/);
  await asks(world, sari, chat, '1338', 'Sari Dewi · Reason: not paid');
  await asks(world, sari, chat, '/activity 1338', 'Reason for #1338 · PO 10735: out of stock');
});

test('another reason is typed, in no more than 200 characters', async () => {
  const { sari } = world;
  const result = await canceled(1341);
  await presses(world, sari, result, 'Reason: other');
  await sees(world, chat, 'Why was it canceled?');
  await asks(world, sari, chat, 'x'.repeat(201), 'That is 201 characters');
  await asks(world, sari, chat, 'Ukurannya salah', 'Noted.');
  await becomes(world, chat, result, 'Reason: other – Ukurannya salah');
  await asks(world, sari, chat, '/activity 1341', 'other – Ukurannya salah');
});
