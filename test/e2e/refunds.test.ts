// A buyer paid, and the order was canceled: the team sees what it owes until the money went back.

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import {
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
let alone: Chat;
beforeEach(async () => {
  world = await openShop();
  alone = await world.play.privateChat(world.sari);
});
afterEach(() => world.close());

/** The paid orders in Ngorder's list of canceled ones: an independent count. */
const canceledAndPaid = () =>
  world.ngorder.control
    .orders('CANCEL')
    .filter(({ payment_status }) => payment_status !== 'UNPAID');

async function refundsShown(): Promise<Message> {
  await asks(world, world.sari, alone, '/refunds', 'Refunds open');
  return sees(world, alone, /Refunds open[\s\S]*\[Refresh\]/);
}

const countOf = (list: Message) => Number(/Refunds open · (\d+)/.exec(list.text ?? '')?.[1] ?? 0);

test('what was canceled anywhere and paid is listed with its sum, oldest first', async () => {
  const owed = canceledAndPaid();
  const list = await refundsShown();
  expect(countOf(list)).toBe(owed.length);
  const sum = owed.reduce(
    (total, order) => total + Number(order.total_amount) - Number(order.remaining_amount),
    0,
  );
  expect(list.text).toContain(`Total Rp${sum.toLocaleString('de-DE')}`);
});

test('a paid order is canceled, marked as refunded from its result, and taken back', async () => {
  const { sari, play } = world;
  world.ngorder.control.patch(1338, {
    payment_status: 'PAID',
    remaining_amount: 0,
    total_amount: 110_376,
  });
  const before = countOf(await refundsShown());
  const question = await asks(world, sari, alone, '/cancel 1338', 'Cancel this order?');
  await presses(world, sari, question, 'Yes, cancel order');
  const result = await becomes(world, alone, question, '[Refunded]');
  expect(countOf(await refundsShown())).toBe(before + 1);

  await presses(world, sari, result, 'Refunded');
  const marked = await sees(world, alone, 'Refunded, noted by Sari Dewi');
  expect(marked.message_id).not.toBe(result.message_id);
  expect(countOf(await refundsShown())).toBe(before);
  await presses(world, sari, marked, 'Bank transfer');
  await becomes(world, alone, marked, 'By: Bank transfer');
  await presses(world, sari, result, 'Refunded');
  await sees(world, alone, 'By: Bank transfer');

  await presses(world, sari, marked, 'Undo');
  await becomes(world, alone, marked, 'Refund open: Rp110.376');
  const back = await asks(world, sari, alone, '/cancel 1338', 'Refund open: Rp110.376');
  expect(buttonsOf(back).map(({ text }) => text)).toContain('Refunded');
  await presses(world, sari, back, 'Delete');
  const warned = await becomes(world, alone, back, 'It stays in /refunds after the delete');
  expect(shownBy(warned)).toContain('Refund open: Rp110.376');
  expect(await play.violations()).toEqual([]);
});

test('a viewer sees what is owed, and marks nothing', async () => {
  const { play, budi, sari } = world;
  const list = await refundsShown();
  await presses(world, sari, list, '1');
  const refund = await becomes(world, alone, list, '[Refunded]');
  const orderId = /#(\d+)/.exec(refund.text ?? '')?.[1];
  const guest = await play.person({ first_name: 'Tamu', language_code: 'en' });
  const theirs = await play.privateChat(guest);
  const team = await asks(world, budi, await play.privateChat(budi), '/team', 'Team of');
  await presses(world, budi, team, 'Invite');
  await presses(world, budi, team, 'Viewer');
  const link = await becomes(world, await play.privateChat(budi), team, 'start=inv-');
  const payload = /\?start=([\w-]+)/.exec(link.text ?? '')?.[1];
  await asks(world, guest, theirs, `/start ${payload}`, 'Welcome');
  const seen = await asks(world, guest, theirs, '/refunds', 'Refunds open');
  await presses(world, guest, seen, '1');
  const card = await becomes(world, theirs, seen, `#${orderId}`);
  const answer = await presses(world, guest, card, 'Refunded');
  expect(answer.show_alert).toBe(true);
  expect(countOf(await refundsShown())).toBe(countOf(list));
});
