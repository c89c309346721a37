// A seller takes back what was done to many orders, over the wire.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
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

let world: ShopWorld;
let chat: Chat;

beforeAll(async () => {
  world = await openShop();
  chat = await world.play.privateChat(world.sari);
});
beforeEach(() => world.ngorder.control.reset());
afterAll(() => world.close());

/** Active orders that nothing special is true of. */
function plainOrders(count: number): number[] {
  const named = new Set(Object.values(namedOrders).map(({ orderId }) => orderId));
  return world.ngorder.control
    .orders('active')
    .filter(({ order_id, payment_status }) => payment_status === 'UNPAID' && !named.has(order_id))
    .slice(0, count)
    .map(({ order_id }) => order_id);
}

async function canceled(ids: readonly number[]): Promise<Message> {
  const text = `/cancel ${ids.map((id) => `#${id}`).join(' ')}`;
  const question = await asks(world, world.sari, chat, text, `Cancel ${ids.length} orders?`);
  await presses(world, world.sari, question, `Yes, cancel ${ids.length} orders`);
  return becomes(world, chat, question, `${ids.length} of ${ids.length} orders canceled`);
}

test('a cancel of many is undone: the changed ones are skipped and named, the others returned once', async () => {
  const ids = plainOrders(6);
  const [paid = 0, back = 0, late = 0, ...rest] = ids;
  const summary = await canceled(ids);
  const { control } = world.ngorder;
  control.patch(paid, { payment_status: 'PAID' });
  control.move(back, 'active');
  control.clearCalls();
  await presses(world, world.sari, summary, 'Undo');
  const question = await sees(world, chat, 'Return 4 orders to active?');
  expect(question.reply_to_message?.message_id).toBe(summary.message_id);
  expect(question.text).toContain(`1 changed since then, left out: #${paid}`);
  expect(question.text).toContain(`1 already active: #${back}`);
  expect(actsAtNgorder(world)).toEqual([]);
  // What somebody changes after that is seen by the look before the act.
  control.patch(late, { total_amount: 1 });
  await presses(world, world.sari, question, 'Yes, return 4 orders');
  const undone = await becomes(world, chat, question, '3 of 4 orders returned');
  expect(undone.text).toContain(`Changed since it was confirmed, skipped (1)\n#${late}`);
  expect(actsAtNgorder(world).toSorted()).toEqual(
    rest.map((id) => `POST /order-cancel/return {"id":${id}}`).toSorted(),
  );
  const again = await presses(world, world.sari, summary, 'Undo');
  expect(again.text).toContain('undone already');
  expect(shownBy(undone)).toContain('[Undo]');
});

test('pressed twice at once, also on both sides of a restart, it asks and acts once', async () => {
  const ids = plainOrders(3);
  const summary = await canceled(ids);
  world.ngorder.control.clearCalls();
  const undo = dataOf(summary, 'Undo');
  const two = [1, 2].map(() => world.play.pressData(world.sari, summary, undo));
  await Promise.all((await Promise.all(two)).map((press) => world.play.answerOf(press)));
  const question = await sees(world, chat, 'Return 3 orders to active?');
  await world.restart();
  const answer = await presses(world, world.sari, summary, 'Undo');
  expect(answer.text).toContain('the question stands in its own message');
  await presses(world, world.sari, question, 'Yes, return 3 orders');
  await becomes(world, chat, question, '3 of 3 orders returned');
  expect(actsAtNgorder(world)).toHaveLength(3);
  const messages = await world.play.messages(chat);
  const asked = messages.filter(({ message_id, text = '' }) => {
    return (
      message_id > summary.message_id && /orders (?:returned|to active)|Looking for/.test(text)
    );
  });
  expect(asked).toHaveLength(1);
});

test('a No leaves it as it is, and it can be asked for anew', async () => {
  const ids = plainOrders(2);
  const summary = await canceled(ids);
  await presses(world, world.sari, summary, 'Undo');
  const question = await sees(world, chat, 'Return 2 orders to active?');
  await presses(world, world.sari, question, 'No, leave them');
  await becomes(world, chat, question, 'Nothing was changed');
  await presses(world, world.sari, summary, 'Undo');
  const anew = await sees(world, chat, 'Return 2 orders to active?');
  expect(anew.message_id).not.toBe(question.message_id);
});

test('a return of many says before what it can’t be undone for, and undoing it leaves that alone', async () => {
  const { control } = world.ngorder;
  const [one = 0, two = 0] = control.orders('CANCEL').map(({ order_id }) => order_id);
  const [expired = 0] = control.orders('EXPIRED').map(({ order_id }) => order_id);
  const choice = await asks(
    world,
    world.sari,
    chat,
    `#${one} #${two} #${expired}`,
    'What shall be done?',
  );
  await presses(world, world.sari, choice, 'Return selected');
  const question = await becomes(world, chat, choice, 'Return 3 orders to active?');
  expect(question.text).toContain(
    `1 were rejected or expired. They can't be made so again afterwards: #${expired}`,
  );
  await presses(world, world.sari, question, 'Yes, return 3 orders');
  const summary = await becomes(world, chat, question, '3 of 3 orders returned');
  await presses(world, world.sari, summary, 'Undo');
  const undo = await sees(world, chat, 'Cancel 2 orders?');
  expect(undo.text).toContain(`1 were rejected or expired before`);
  expect(undo.text).toContain(`they stay active: #${expired}`);
  await presses(world, world.sari, undo, 'Yes, cancel 2 orders');
  await becomes(world, chat, undo, '2 of 2 orders canceled');
  expect(control.where(expired)).toBe('active');
});
