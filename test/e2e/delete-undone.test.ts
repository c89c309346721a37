// A delete waits for its grace time, and can be undone until then, over the wire.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
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

/** Long enough for somebody to press meanwhile, on a slow machine too. */
const graceMs = 4000;

let world: ShopWorld;
let group: Chat;
let ids: number[];

beforeAll(async () => {
  world = await openShop({ deleteGraceMs: graceMs });
  const members = [world.sari, world.budi, world.outsider];
  group = await world.play.group({ title: 'Tim', type: 'group', members });
});
beforeEach(() => {
  world.ngorder.control.reset();
  ids = world.ngorder.control.orders('CANCEL').map(({ order_id }) => order_id);
});
afterAll(() => world.close());

async function asksToDelete(orderId: number, chat: Chat): Promise<Message> {
  const bot = chat.id < 0 ? `@${(await world.play.state()).bot.username}` : '';
  const card = await asks(world, world.sari, chat, `/cancel${bot} #${orderId}`, 'not active');
  await presses(world, world.sari, card, 'Delete');
  const question = await sees(
    world,
    chat,
    new RegExp(`Delete this order for good.*#${orderId}`, 's'),
  );
  world.ngorder.control.clearCalls();
  return question;
}

const where = (orderId: number) => world.ngorder.control.where(orderId);

describe('a delete', () => {
  test('says before how long it can be undone, and is undone by anybody who may delete', async () => {
    const [orderId = 0] = ids;
    const question = await asksToDelete(orderId, group);
    expect(question.text).toContain('You can undo it for 4 seconds after your Yes');
    await presses(world, world.sari, question, 'Yes, delete for good');
    const held = await becomes(world, group, question, /Deleted in \d seconds/);
    expect(shownBy(held)).toContain('[Undo]');
    const refused = await presses(world, world.outsider, held, 'Undo');
    expect(refused.show_alert).toBe(true);
    await presses(world, world.budi, held, 'Undo');
    const undone = await becomes(world, group, question, 'Undone by Budi. Nothing was deleted.');
    expect(shownBy(undone)).not.toContain('[Undo]');
    // The order can be acted on at once.
    const again = await asksToDelete(orderId, await world.play.privateChat(world.sari));
    await presses(world, world.sari, again, 'No, keep it');
    expect(actsAtNgorder(world)).toEqual([]);
    expect(where(orderId)).toBe('CANCEL');
  });

  test('is sent once when its time is over, also where the bot starts anew meanwhile; then Undo comes too late', async () => {
    const [, orderId = 0] = ids;
    const chat = await world.play.privateChat(world.sari);
    const question = await asksToDelete(orderId, chat);
    const pressed = Date.now();
    await presses(world, world.sari, question, 'Yes, delete for good');
    const held = await becomes(world, chat, question, '[Undo]');
    await world.restart();
    await becomes(world, chat, question, 'Deleted for good by Sari Dewi');
    expect(Date.now() - pressed).toBeGreaterThanOrEqual(graceMs);
    expect(actsAtNgorder(world)).toEqual([`DELETE /order-cancel/${orderId} {"id":${orderId}}`]);
    const late = await world.play.pressData(world.sari, question, dataOf(held, 'Undo'));
    expect((await world.play.answerOf(late)).text).toContain('Too late');
  });

  test('of an order that somebody changes meanwhile is not sent: the change is shown and it is asked anew', async () => {
    const [, , orderId = 0] = ids;
    const chat = await world.play.privateChat(world.sari);
    const question = await asksToDelete(orderId, chat);
    await presses(world, world.sari, question, 'Yes, delete for good');
    await becomes(world, chat, question, '[Undo]');
    world.ngorder.control.patch(orderId, { total_amount: 5 });
    await becomes(world, chat, question, 'Total: ');
    const anew = await sees(world, chat, 'Delete this order for good?');
    expect(anew.message_id).toBeGreaterThan(question.message_id);
    expect(actsAtNgorder(world)).toEqual([]);
  });
});

test('many deletes wait once, are undone together, and are else sent once each', async () => {
  const three = ids.slice(0, 3);
  const chat = await world.play.privateChat(world.sari);
  const ask = async () => {
    const text = three.map((id) => `#${id}`).join(' ');
    const choice = await asks(world, world.sari, chat, text, 'What shall be done?');
    await presses(world, world.sari, choice, 'Delete selected');
    return becomes(world, chat, choice, 'Delete 3 orders for good?');
  };
  const first = await ask();
  expect(first.text).toContain('You can undo it for 4 seconds after your Yes');
  await presses(world, world.sari, first, 'Yes, delete 3 for good');
  const held = await becomes(world, chat, first, /3 orders are deleted in \d seconds/);
  await presses(world, world.sari, held, 'Undo');
  await becomes(world, chat, first, 'Undone by Sari Dewi. Nothing was deleted.');
  const second = await ask();
  await presses(world, world.sari, second, 'Yes, delete 3 for good');
  await becomes(world, chat, second, '3 of 3 orders deleted for good');
  expect(actsAtNgorder(world).toSorted()).toEqual(
    three.map((id) => `DELETE /order-cancel/${id} {"id":${id}}`).toSorted(),
  );
});

test('a shop chooses how long its deletes can be undone', async () => {
  const chat = await world.play.privateChat(world.sari);
  const settings = await asks(world, world.sari, chat, '/settings', '[This shop]');
  await presses(world, world.sari, settings, 'This shop');
  const shop = await sees(world, chat, 'Deletes can be undone: 60 seconds');
  await presses(world, world.sari, shop, 'Deletes can be undone: 60 seconds');
  const choice = await becomes(world, chat, shop, '[5 minutes]');
  await presses(world, world.sari, choice, '5 minutes');
  await becomes(world, chat, shop, 'Deletes can be undone: 5 minutes');
});
