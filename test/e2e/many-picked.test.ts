// A seller picks many orders: by marks in a list, or by a document.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  openShop,
  ordersOn,
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

function press(message: Message, label: string) {
  return presses(world, world.sari, message, label);
}

describe('marks in a list', () => {
  test('stay over pages and restarts, and what is marked is returned', async () => {
    const list = await asks(world, world.sari, chat, '/canceled', 'Canceled · ');
    const [first = 0] = ordersOn(list);
    await press(list, 'Select');
    const selecting = await becomes(world, chat, list, 'Selected: 0');
    expect(shownBy(selecting)).not.toContain('[Return selected]');
    await press(selecting, '☐ 1');
    const one = await becomes(world, chat, list, 'Selected: 1');
    expect(one.text).toContain(`☑ 1. #${first}`);
    await world.restart();
    await press(one, '›');
    const next = await becomes(world, chat, list, 'Page 2 of');
    await press(next, 'All on this page');
    const eleven = await becomes(world, chat, list, 'Selected: 11');
    await press(eleven, 'Return selected');
    const question = await becomes(world, chat, list, 'Return 11 orders to active?');
    await press(question, 'Yes, return 11 orders');
    await becomes(world, chat, list, '11 of 11 orders returned');
    expect(world.ngorder.control.where(first)).toBe('active');
    expect(actsAtNgorder(world)).toHaveLength(11);
  });

  test('of all orders leave out what is unmarked then', async () => {
    const list = await asks(world, world.sari, chat, '/canceled rejected', 'Rejected · ');
    const total = world.ngorder.control.orders('REJECTED').length;
    await press(list, 'Select');
    await press(await becomes(world, chat, list, 'Selected: 0'), `All ${total}`);
    await press(await becomes(world, chat, list, `Selected: ${total}`), '☑ 1');
    await press(await becomes(world, chat, list, `Selected: ${total - 1}`), 'Delete selected');
    const question = await becomes(world, chat, list, `Delete ${total - 1} orders for good?`);
    expect(question.text).toContain("Deleted orders can't be brought back");
    await press(question, 'No, leave them');
    await becomes(world, chat, list, 'Nothing was changed');
    expect(actsAtNgorder(world)).toEqual([]);
  });

  test('are nobody else’s', async () => {
    const group = await world.play.group({
      title: 'Toko',
      type: 'supergroup',
      members: [world.sari, world.budi],
    });
    const { bot } = await world.play.state();
    const list = await asks(world, world.sari, group, `/canceled@${bot.username}`, 'Canceled · ');
    await press(list, 'Select');
    const selecting = await becomes(world, group, list, 'Selected: 0');
    const answer = await presses(world, world.budi, selecting, '☐ 1');
    expect(answer.text).toContain("somebody else's");
  });
});

describe('a document', () => {
  const send = (name: string, bytes: Buffer<ArrayBuffer>, caption?: string) =>
    world.play.sendFile(world.sari, chat, { name, bytes, ...(caption && { caption }) });

  test('with a column of IDs opens a choice, and never acts by itself', async () => {
    const ids = world.ngorder.control
      .orders('active')
      .slice(0, 3)
      .map(({ order_id }) => order_id);
    await send(
      'batal.csv',
      Buffer.from(`\ufeffOrder ID;Nama\n${ids.map((id) => `${id};x`).join('\n')}`),
    );
    const choice = await sees(world, chat, 'The orders of batal.csv');
    await press(choice, 'Cancel selected');
    await becomes(world, chat, choice, 'Cancel 3 orders?');
    expect(actsAtNgorder(world)).toEqual([]);
  });

  test('with /cancel as its caption is asked about at once', async () => {
    await send('batal.csv', Buffer.from('ID\n1338\n99999901'), '/cancel');
    const question = await sees(world, chat, 'Cancel 1 order?');
    expect(question.text).toContain('1 not found: #99999901');
  });

  test.each([
    [
      'lama.xls',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      '.xls',
    ],
    ['rusak.xlsx', Buffer.from('PK\x03\x04'), 'damaged'],
    ['kosong.csv', Buffer.from('Nama\nSiti'), 'no column of IDs'],
  ])('%s is refused with a sentence', async (name, bytes, sentence) => {
    await send(name, bytes, '/cancel');
    await sees(world, chat, sentence);
    expect(world.ngorder.control.calls()).toEqual([]);
  });

  test('of 12 MB is refused before anything of it is fetched', async () => {
    await send('besar.csv', Buffer.alloc(12 * 1024 * 1024, '1'), '/cancel');
    await sees(world, chat, 'too large');
  });
});
