// A seller gets as Excel exactly what stands before them: what was found, what is picked, what is owed.

import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import {
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

const press = (message: Message, label: string) => presses(world, world.sari, message, label);

const nextDocument = (where: Chat, after: Message) =>
  world.play.waitFor(
    where,
    (messages) =>
      messages.findLast(({ document, message_id }) => document && message_id > after.message_id),
    { what: 'a document', timeoutMs: 25_000 },
  );

/** The rows of the sheet of orders below its header, and what the last sheet tells, by its first column. */
async function read({ document }: Message) {
  const sheets = await readExcelFile(await world.play.download(document?.file_id ?? ''));
  const [header = [], ...rows] = sheets[0]?.data ?? [];
  const told = Object.fromEntries(
    (sheets.at(-1)?.data ?? []).map(([what, value]) => [what, value]),
  );
  const column = (name: string) => rows.map((row) => row[header.indexOf(name)]);
  return { column, told };
}

/** Puts so many orders of one buyer among the expired ones. */
function putOfOneBuyer(count: number): number[] {
  const { control } = world.ngorder;
  const [like] = control.orders('EXPIRED');
  if (like === undefined) throw new Error('No order to take after');
  return Array.from({ length: count }, (_, index) => {
    const order_id = 800_000 + index;
    const buyer = { sender_name: 'Quintarisna Sekar', receiver_name: 'Quintarisna Sekar' };
    control.put(
      { ...like, ...buyer, order_id, po_number: order_id, total_amount: 1000 },
      'EXPIRED',
    );
    return order_id;
  });
}

test('of a search holds every order that it finds, also those beyond what is shown', async () => {
  const ids = putOfOneBuyer(340);
  await world.play.say(world.sari, chat, '/find quintarisna');
  const found = await sees(world, chat, /340 found[\s\S]*\[Excel of these\]/);
  await press(found, 'Excel of these');
  const sent = await nextDocument(chat, found);
  expect(sent.document?.file_name).toMatch(/^found-orders_\d{4}-\d{2}-\d{2}\.xlsx$/);
  expect(sent.caption).toBe(
    'Search “quintarisna”\n340 orders · Rp340.000\n✓ Every order that the search finds',
  );
  const { column, told } = await read(sent);
  expect(
    column('ID')
      .map(Number)
      .sort((a = 0, b = 0) => a - b),
  ).toEqual(ids);
  expect(told).toMatchObject({ Filter: 'Search “quintarisna”', Complete: 'yes' });
});

test('of a search says when there are fewer by now', async () => {
  const [gone = 0] = putOfOneBuyer(3);
  await world.play.say(world.sari, chat, '/find quintarisna');
  const found = await sees(world, chat, /quintarisna: 3 found[\s\S]*\[Excel of these\]/);
  world.ngorder.control.move(gone, 'gone');
  await press(found, 'Excel of these');
  const { caption } = await nextDocument(chat, found);
  expect(caption).toContain('2 orders');
  expect(caption).toContain('The search had found 3');
});

test('of marks in a list holds what is marked, in a group for who marked it alone', async () => {
  const { sari, budi, play } = world;
  const group = await play.group({ title: 'Toko', type: 'supergroup', members: [sari, budi] });
  const { bot } = await play.state();
  const list = await asks(world, sari, group, `/canceled@${bot.username}`, 'Canceled · ');
  const [first, second] = ordersOn(list);
  await press(list, 'Select');
  await press(await becomes(world, group, list, 'Selected: 0'), '☐ 1');
  await press(await becomes(world, group, list, 'Selected: 1'), '☐ 2');
  const marked = await becomes(world, group, list, 'Selected: 2');
  expect((await presses(world, budi, marked, 'Excel of these')).text).toContain(
    'not kept any more',
  );
  const last = (await play.messages(chat)).at(-1);
  expect((await press(marked, 'Excel of these')).text).toBe('It comes to your private chat.');
  const sent = await nextDocument(chat, last ?? marked);
  expect(sent.caption).toContain('Canceled · All dates · 2 selected');
  expect(sent.caption).toContain('✓ Every order that was selected');
  expect((await read(sent)).column('ID')).toEqual([String(first), String(second)]);
});

test('of orders that a text names says which of them are not there', async () => {
  const choice = await asks(world, world.sari, chat, '1338 1340 99999901', '[Excel of these]');
  await press(choice, 'Excel of these');
  const sent = await nextDocument(chat, choice);
  expect(sent.caption).toMatch(/^3 orders by number\n2 orders · Rp[\d.]+\n⚠️ 3 were selected/);
});

test('of what is owed has its sum and how long each is open', async () => {
  await asks(world, world.sari, chat, '/refunds', 'Refunds open');
  const list = await sees(world, chat, /Refunds open[\s\S]*\[Excel of these\]/);
  const sum = /Total (Rp[\d.]+)/.exec(shownBy(list))?.[1] ?? '';
  await press(list, 'Excel of these');
  const sent = await nextDocument(chat, list);
  expect(sent.document?.file_name).toMatch(/^open-refunds_/);
  expect(sent.caption).toContain(sum);
  expect(sent.caption).toContain('✓ Every refund that is open');
  const { column, told } = await read(sent);
  const owed = column('Refund open').map(Number);
  expect(owed.reduce((one, other) => one + other, 0)).toBe(told['Refunds open in this file']);
  const ages = column('Age (days)').map(Number);
  expect(ages.every((age) => Number.isInteger(age) && age >= 0)).toBe(true);
  expect(ages).toEqual(ages.toSorted((one, other) => other - one));
});
