// A seller acts on many orders at once, over the wire.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { Chat } from '../../src/sandbox/telegram/client/player.ts';
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

describe('many orders named at once', () => {
  test('are asked about in one question, and canceled once each after one Yes', async () => {
    const ids = [1338, ...plainOrders(5)];
    const question = await asks(
      world,
      world.sari,
      chat,
      `/cancel ${ids.join(', ')}`,
      `Cancel ${ids.length} orders?`,
    );
    expect(question.text).toMatch(/^Cancel 6 orders\?\nTotal Rp/);
    expect(question.text).toContain('#1338 · PO 10735 · Rp110.376');
    expect(actsAtNgorder(world)).toEqual([]);
    await presses(world, world.sari, question, 'Yes, cancel 6 orders');
    await becomes(world, chat, question, '6 of 6 orders canceled by Sari Dewi');
    expect(actsAtNgorder(world).toSorted()).toEqual(
      ids.map((id) => `POST /order/cancel {"id":${id}}`).toSorted(),
    );
  });

  test('are sorted by what can be done to each: paid, canceled already, twice, not there, not understood', async () => {
    const text = `/cancel 1338 1338 ${namedOrders.paid.orderId} ${namedOrders.canceled.orderId} 99999901 1.34E+05`;
    const question = await asks(world, world.sari, chat, text, 'Cancel 2 orders?');
    expect(question.text).toContain(`💰 1 paid`);
    expect(question.text).toContain(`1 already canceled: #${namedOrders.canceled.orderId}`);
    expect(question.text).toContain('1 named more than once, counted once: 1338');
    expect(question.text).toContain('1 not found: 99999901');
    expect(question.text).toContain('1 not understood: 1.34E+05');
    await presses(world, world.sari, question, 'No, leave them');
    await becomes(world, chat, question, 'Nothing was changed');
    expect(actsAtNgorder(world)).toEqual([]);
  });

  test('without a command are never acted on by themselves: what is to be done is asked', async () => {
    const [first = 0, second = 0] = plainOrders(2);
    const choice = await asks(
      world,
      world.sari,
      chat,
      `${first}\n${second}`,
      'What shall be done?',
    );
    expect(shownBy(choice)).toContain('[Cancel selected] [Return selected] [Delete selected]');
    await presses(world, world.sari, choice, 'Cancel selected');
    await becomes(world, chat, choice, 'Cancel 2 orders?');
    expect(actsAtNgorder(world)).toEqual([]);
  });

  test('that are a million are refused at once', async () => {
    await asks(world, world.sari, chat, '/cancel 1-1000000', 'At most 1,000 at once');
    expect(world.ngorder.control.calls()).toEqual([]);
  });

  test('are returned, and those that Ngorder refuses are named and tried again', async () => {
    const ids = world.ngorder.control
      .orders('CANCEL')
      .slice(0, 4)
      .map(({ order_id }) => order_id);
    const choice = await asks(world, world.sari, chat, ids.join(' '), 'What shall be done?');
    await presses(world, world.sari, choice, 'Return selected');
    const question = await becomes(world, chat, choice, 'Return 4 orders to active?');
    world.ngorder.control.fault({ kind: 'status', status: 400, operation: 'return', times: 1 });
    await presses(world, world.sari, question, 'Yes, return 4 orders');
    const summary = await becomes(world, chat, question, '3 of 4 orders returned');
    expect(shownBy(summary)).toContain('[Try the failed ones again]');
    await presses(world, world.sari, summary, 'Try the failed ones again');
    const again = await sees(world, chat, 'Return 1 order to active?');
    await presses(world, world.sari, again, 'Yes, return 1 order');
    await becomes(world, chat, again, '1 of 1 order returned');
    expect(ids.map((id) => world.ngorder.control.where(id))).toEqual(ids.map(() => 'active'));
  });
});

describe('a run', () => {
  test('is paused, continued and stopped by whoever has the right, also after a restart', async () => {
    const ids = plainOrders(30);
    const question = await asks(
      world,
      world.sari,
      chat,
      `/cancel ${ids.join(' ')}`,
      'Cancel 30 orders?',
    );
    world.ngorder.control.fault({ kind: 'delay', operation: 'cancel', delayMs: 300, times: 100 });
    await presses(world, world.sari, question, 'Yes, cancel 30 orders');
    const working = await becomes(world, chat, question, '[Pause] [Stop]');
    await presses(world, world.sari, working, 'Pause');
    const paused = await becomes(world, chat, question, 'Paused by Sari Dewi');
    await world.restart();
    const sent = actsAtNgorder(world).length;
    expect(sent).toBeLessThan(30);
    await presses(world, world.sari, paused, 'Continue');
    await becomes(world, chat, question, '30 of 30 orders canceled');
    expect(new Set(actsAtNgorder(world)).size).toBe(30);
    expect(actsAtNgorder(world)).toHaveLength(30);
  });

  test('that is stopped leaves the rest as it was and says so', async () => {
    const ids = plainOrders(30);
    const question = await asks(
      world,
      world.sari,
      chat,
      `/cancel ${ids.join(' ')}`,
      'Cancel 30 orders?',
    );
    world.ngorder.control.fault({ kind: 'delay', operation: 'cancel', delayMs: 300, times: 100 });
    await presses(world, world.sari, question, 'Yes, cancel 30 orders');
    const working = await becomes(world, chat, question, '[Pause] [Stop]');
    await presses(world, world.sari, working, 'Stop');
    const summary = await becomes(world, chat, question, 'Stopped by Sari Dewi');
    await presses(world, world.sari, summary, 'Report as Excel');
    const { caption } = await world.play.waitFor(chat, (messages) =>
      messages.find(({ document }) => document?.file_name?.startsWith('cancel-')),
    );
    expect(caption).toMatch(/of 30 orders canceled[\s\S]*\n30 orders · Rp[\d.]+$/);
    expect(summary.text).toContain('Not reached, left as they were');
    const canceled = ids.filter((id) => world.ngorder.control.where(id) === 'CANCEL');
    expect(canceled.length).toBeLessThan(30);
    expect(actsAtNgorder(world)).toHaveLength(canceled.length);
  });
});

describe('a run that is under way', () => {
  test('is followed by another person in their own chat, and stopped there', async () => {
    const { budi, play } = world;
    const theirs = await play.privateChat(budi);
    await asks(world, budi, theirs, '/runs', 'Nothing is being done to many orders');
    const ids = plainOrders(30);
    const question = await asks(
      world,
      world.sari,
      chat,
      `/cancel ${ids.join(' ')}`,
      'Cancel 30 orders?',
    );
    world.ngorder.control.fault({ kind: 'delay', operation: 'cancel', delayMs: 300, times: 100 });
    await presses(world, world.sari, question, 'Yes, cancel 30 orders');
    await becomes(world, chat, question, '[Pause] [Stop]');

    const runs = await asks(world, budi, theirs, '/runs', 'Canceling 30 orders (by Sari Dewi)');
    await presses(world, budi, runs, 'Follow 1');
    const followed = await sees(world, theirs, '[Pause] [Stop]');
    await presses(world, budi, followed, 'Stop');
    const summary = await becomes(world, theirs, followed, 'Stopped by Budi');
    expect(summary.text).toContain('Not reached, left as they were');
    await becomes(world, chat, question, 'Stopped by Budi');
  });

  test('is paused where its leader loses the right, and a manager who is told of that goes on with it', async () => {
    const { sari, budi, play } = world;
    const theirs = await play.privateChat(budi);
    const guest = await play.person({ first_name: 'Rina', language_code: 'en' });
    const alone = await play.privateChat(guest);
    const team = await asks(world, budi, theirs, '/team', 'Team of');
    await presses(world, budi, team, 'Invite');
    await presses(world, budi, team, 'Manager');
    const invitation = await becomes(world, theirs, team, 'start=inv-');
    const payload = /\?start=([\w-]+)/.exec(invitation.text ?? '')?.[1];
    await asks(world, guest, alone, `/start ${payload}`, 'Welcome');

    const ids = plainOrders(30);
    const asked = `/cancel ${ids.join(' ')}`;
    const question = await asks(world, guest, alone, asked, 'Cancel 30 orders?');
    world.ngorder.control.fault({ kind: 'delay', operation: 'cancel', delayMs: 400, times: 12 });
    await presses(world, guest, question, 'Yes, cancel 30 orders');
    await world.ngorder.control.until(() => world.ngorder.control.calls('cancel').length > 0);
    const members = await asks(world, sari, chat, '/team', 'Team of');
    const label = buttonsOf(members).find(({ text }) => text.startsWith('Rina'))?.text ?? 'Rina';
    await presses(world, sari, members, label);
    await becomes(world, chat, members, 'Remove');
    await presses(world, sari, members, 'Remove');

    await sees(world, theirs, 'Rina has no right to it any more. Continue or stop it with /runs.');
    expect(actsAtNgorder(world).length).toBeLessThan(30);
    const runs = await asks(world, budi, theirs, '/runs', 'paused');
    await presses(world, budi, runs, 'Follow 1');
    await presses(world, budi, await sees(world, theirs, '[Continue] [Stop]'), 'Continue');
    await sees(world, theirs, '30 of 30 orders canceled');
    expect(actsAtNgorder(world)).toHaveLength(30);
  });
});
