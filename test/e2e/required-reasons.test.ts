// A shop that wants to know why: the Yes buttons of a cancel are the reasons.

import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  buttonsOf,
  dataOf,
  openShop,
  presses,
  type ShopWorld,
  sees,
  shownBy,
} from './shop-world.ts';

let world: ShopWorld;
let chat: Chat;
/** Asked before the shop wanted reasons. */
let old: Message;

beforeAll(async () => {
  world = await openShop();
  const { sari, budi, play } = world;
  chat = await play.privateChat(sari);
  await asks(world, budi, await play.privateChat(budi), '/help', 'What I can do');
  old = await asks(world, sari, chat, '/cancel 1338', 'Cancel this order?');
  const settings = await asks(world, sari, chat, '/settings', 'Settings');
  await presses(world, sari, settings, 'This shop');
  const ofShop = await sees(world, chat, 'Settings of Toko Kawan');
  await presses(world, sari, ofShop, 'A cancel says why: no');
  await presses(world, sari, await becomes(world, chat, ofShop, '✓ no'), 'yes');
  await becomes(world, chat, ofShop, 'A cancel says why: yes');
});
afterAll(() => world.close());

const yesButtons = [
  'Yes, changed mind',
  'Yes, out of stock',
  'Yes, wrong address',
  'Yes, not paid',
  'Yes, double order',
  'Yes, other …',
];

const question = (order: number) =>
  asks(world, world.sari, chat, `/cancel #${order}`, 'Cancel this order?');

async function sheetOf(message: Message): Promise<Record<string, unknown>[]> {
  const file = await world.play.download(message.document?.file_id ?? '');
  const [titles = [], ...rows] = (await readExcelFile(file))[0]?.data ?? [];
  return rows.map((row) => Object.fromEntries(titles.map((title, at) => [String(title), row[at]])));
}

const document = (after: number) =>
  world.play.waitFor(
    chat,
    (messages) => messages.findLast((message) => message.document && message.message_id > after),
    { what: 'a document' },
  );

test('a question of before takes no Yes without a reason, and shows the reasons from then on', async () => {
  const { sari } = world;
  const pressed = await presses(world, sari, old, 'Yes, cancel order');
  expect(pressed).toMatchObject({ show_alert: true });
  expect(pressed.text).toContain('wants a reason');
  const anew = await becomes(world, chat, old, 'Each reason is your Yes');
  expect(buttonsOf(anew).map(({ text }) => text)).toEqual([...yesButtons, expect.any(String)]);
  expect(actsAtNgorder(world)).toEqual([]);
});

test('one press on a reason cancels, and keeps it in the result, on the card and in the activity', async () => {
  const { sari } = world;
  await presses(world, sari, old, 'Yes, out of stock');
  const result = await becomes(world, chat, old, 'Canceled by Sari Dewi');
  expect(result.text).toContain('Reason: out of stock');
  expect(shownBy(result)).toContain('[Change reason]');
  await asks(world, sari, chat, '1338', 'Sari Dewi · Cancel: done (out of stock)');
  await asks(world, sari, chat, '/activity 1338', 'Rp110.376: done (out of stock)');
});

test('another reason is typed first, in no more than 200 characters, and is the Yes', async () => {
  const { sari } = world;
  const asked = await question(namedOrders.paid.orderId);
  const before = actsAtNgorder(world).length;
  await presses(world, sari, asked, 'Yes, other …');
  await sees(world, chat, 'Why is it to be canceled?');
  await asks(world, sari, chat, 'x'.repeat(201), 'That is 201 characters');
  expect(actsAtNgorder(world)).toHaveLength(before);
  await asks(world, sari, chat, 'Ukurannya salah', 'Noted.');
  await becomes(world, chat, asked, 'Reason: other – Ukurannya salah');
  expect(actsAtNgorder(world)).toHaveLength(before + 1);
  // Whoever types once more, after the same button, is told that it is decided.
  await world.play.answerOf(await world.play.pressData(sari, asked, dataOf(asked, 'Yes, other …')));
  expect(actsAtNgorder(world)).toHaveLength(before + 1);
});

test('many at once are asked about in the same way; the summary and its Excel say why and who', async () => {
  const { sari, ngorder } = world;
  const named = new Set(Object.values(namedOrders).map(({ orderId }) => orderId));
  const some = ngorder.control
    .orders('active')
    .filter(({ order_id, payment_status }) => payment_status === 'UNPAID' && !named.has(order_id))
    .slice(0, 3)
    .map(({ order_id }) => order_id);
  const asked = await asks(world, sari, chat, `/cancel ${some.join(' ')}`, 'Cancel 3 orders?');
  expect(buttonsOf(asked).map(({ text }) => text)).toEqual([...yesButtons, expect.any(String)]);
  await presses(world, sari, asked, 'Yes, not paid');
  const summary = await becomes(world, chat, asked, '3 of 3 orders canceled by Sari Dewi');
  expect(summary.text).toContain('Reason: not paid');
  await presses(world, sari, summary, 'Report as Excel');
  const report = await sheetOf(await document(summary.message_id));
  expect(report.map((row) => [row['By'], row['Why canceled']])).toEqual(
    some.map(() => ['Sari Dewi', 'not paid']),
  );
});

test('the Excel that the bot builds has a column with who canceled and one with why', async () => {
  const { sari, ngorder } = world;
  ngorder.control.fault({ kind: 'emailed', operation: 'download' });
  const said = await world.play.say(sari, chat, '/export this month');
  const rows = await sheetOf(await document(said.message_id));
  ngorder.control.reset();
  const of = (id: number) => rows.find((row) => row['ID'] === String(id));
  expect(of(1338)).toMatchObject({
    'Canceled by (in the bot)': 'Sari Dewi',
    Reason: 'out of stock',
  });
  expect(of(namedOrders.paid.orderId)).toMatchObject({ Reason: 'other – Ukurannya salah' });
});

test('whoever is asked to approve reads the reason, and it stays with what comes of it', async () => {
  const { sari, budi, play } = world;
  const settings = await asks(world, sari, chat, '/team', 'Team of');
  await play.answerOf(await play.pressData(sari, settings, 'sv:approveAbove:250000'));
  const { orderId } = namedOrders.installment;
  world.ngorder.control.patch(orderId, { total_amount: '250001' });
  const asked = await question(orderId);
  await presses(world, sari, asked, 'Yes, double order');
  expect((await becomes(world, chat, asked, 'Waits for approval')).text).toContain(
    'Reason: double order',
  );
  const budis = await play.privateChat(budi);
  const toBudi = await sees(world, budis, 'Approve: cancel this order');
  expect(toBudi.text).toContain('Reason: double order');
  await presses(world, budi, toBudi, 'Yes, approve');
  expect((await becomes(world, chat, asked, 'Approved by Budi')).text).toContain(
    'Reason: double order',
  );
  const told = await asks(world, sari, chat, `/activity ${orderId}`, 'Activity of');
  expect(told.text).toContain('Asks for approval: cancel (double order)');
});
