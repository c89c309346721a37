// A seller picks orders among those that a search found, and acts on all of them.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import {
  actsAtNgorder,
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

const press = (message: Message, label: string) => presses(world, world.sari, message, label);

/** Puts orders of one buyer among the expired ones. */
function putOfOneBuyer(count: number): void {
  const { control } = world.ngorder;
  const [like] = control.orders('EXPIRED');
  if (like === undefined) throw new Error('No order to take after');
  for (let index = 0; index < count; index += 1) {
    const name = { sender_name: 'Quintarisna Sekar', receiver_name: 'Quintarisna Sekar' };
    const order_id = 800_000 + index;
    control.put({ ...like, ...name, order_id, po_number: order_id }, 'EXPIRED');
  }
}

async function finds(count: number): Promise<Message> {
  await world.play.say(world.sari, chat, '/find quintarisna');
  return sees(world, chat, new RegExp(`quintarisna: ${count} found[\\s\\S]*\\[Select\\]`));
}

test('marks stay over pages and restarts, and what is marked is returned', async () => {
  putOfOneBuyer(13);
  const found = await finds(13);
  const [first = 0] = ordersOn(found);
  await press(found, 'Select');
  const selecting = await becomes(world, chat, found, 'Selected: 0');
  expect(shownBy(selecting)).not.toContain('[Return selected]');
  await press(selecting, '☐ 1');
  const one = await becomes(world, chat, found, 'Selected: 1');
  expect(one.text).toContain(`☑ 1. #${first}`);
  await world.restart();
  await press(one, '›');
  await press(await becomes(world, chat, found, 'Page 2 of 2'), 'All on this page');
  const four = await becomes(world, chat, found, 'Selected: 4');
  expect(shownBy(four)).toContain('[Return selected] [Delete selected] [Excel of these]');
  await press(four, 'Return selected');
  const question = await becomes(world, chat, found, 'Return 4 orders to active?');
  await press(question, 'Yes, return 4 orders');
  await becomes(world, chat, found, '4 of 4 orders returned');
  expect(world.ngorder.control.where(first)).toBe('active');
  expect(actsAtNgorder(world)).toHaveLength(4);
});

test('all that a search finds are those beyond what is shown too, but for what is unmarked', async () => {
  putOfOneBuyer(310);
  await press(await finds(310), 'Select');
  await press(await sees(world, chat, 'Selected: 0'), 'All 310');
  const all = await sees(world, chat, 'Selected: 310');
  const [spared] = ordersOn({ ...all, text: (all.text ?? '').replaceAll(/^[☑☐] /gm, '') });
  await press(all, '☑ 1');
  await press(await becomes(world, chat, all, 'Selected: 309'), 'Delete selected');
  const question = await becomes(world, chat, all, 'Delete 309 orders for good?');
  expect(question.text).not.toContain(`#${spared} `);
  await press(question, 'No, leave them');
  await becomes(world, chat, all, 'Nothing was changed');
  expect(actsAtNgorder(world)).toEqual([]);
});

test('are nobody else’s, and lead back to what was found', async () => {
  putOfOneBuyer(3);
  const { sari, budi, play } = world;
  const group = await play.group({ title: 'Toko', type: 'supergroup', members: [sari, budi] });
  const { bot } = await play.state();
  await play.say(sari, group, `/find@${bot.username} quintarisna`);
  const found = await sees(world, group, /quintarisna: 3 found[\s\S]*\[Select\]/);
  await press(found, 'Select');
  const selecting = await becomes(world, group, found, 'Selected: 0');
  expect((await presses(world, budi, selecting, '☐ 1')).text).toContain("somebody else's");
  await press(selecting, '‹ Back to what was found');
  await becomes(world, group, found, 'quintarisna: 3 found');
});
