// Who did what is written down as it happens, and looked at by /activity and on an order's card.

import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chat, Message, User } from '../../src/sandbox/telegram/client/player.ts';
import {
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
afterAll(() => world.close());

async function joins(person: User, role: string): Promise<Chat> {
  const { play, sari } = world;
  const team = await asks(world, sari, chat, '/team', 'Team of');
  await presses(world, sari, team, 'Invite');
  await presses(world, sari, team, role);
  const link = shownBy(await becomes(world, chat, team, 'Invitation to'));
  const alone = await play.privateChat(person);
  const payload = /\?start=([\w-]+)/.exec(link)?.[1];
  await play.change(person, { language_code: 'en' });
  await asks(world, person, alone, `/start ${payload}`, `You are ${role}`);
  return alone;
}

/** What was done, without when. */
const told = (message: Message) =>
  (message.text ?? '')
    .split('\n')
    .map((line) => line.replace(/^.* (?:WIB) · /, '· '))
    .filter((line) => line !== '');

test('tells who came, who canceled what and who was refused, the latest first, and keeps it', async () => {
  const { sari, outsider, play } = world;
  const alone = await joins(outsider, 'Operator');
  const question = await asks(world, outsider, alone, '/cancel 1338', 'Cancel this order?');
  await presses(world, outsider, question, 'Yes, cancel order');
  await becomes(world, alone, question, '✅');
  for (let tried = 0; tried < 3; tried += 1)
    await play.pressData(outsider, question, 'A:d:1338:C:::1');
  await world.restart();
  const shown = await asks(world, sari, chat, '/activity', 'Activity of');
  expect(told(shown).slice(1, 9)).toEqual([
    '· Orang Lain',
    'No right: delete',
    '· Orang Lain',
    'Cancel #1338 · PO 10735 · Rp110.376: done',
    '· Orang Lain',
    'Joined as Operator',
    '· Sari Dewi',
    'Made an invitation as Operator',
  ]);
});

test('is narrowed down by person, kind and dates, and opened again', async () => {
  const { sari } = world;
  const shown = await asks(world, sari, chat, '/activity', 'Activity of');
  await presses(world, sari, shown, 'Person');
  await becomes(world, chat, shown, 'Whose activity?');
  await presses(world, sari, shown, 'Orang Lain');
  await presses(world, sari, await becomes(world, chat, shown, 'Joined as Operator'), 'Kind');
  await presses(
    world,
    sari,
    await becomes(world, chat, shown, 'What are you looking for?'),
    'Orders',
  );
  const orders = await becomes(world, chat, shown, 'Orang Lain · Orders');
  expect(told(orders)).toEqual([
    expect.stringContaining('Activity of'),
    'Orang Lain · Orders',
    '· Orang Lain',
    'Cancel #1338 · PO 10735 · Rp110.376: done',
  ]);
  await presses(world, sari, orders, 'Dates');
  await becomes(world, chat, shown, 'From which days?');
  await presses(world, sari, shown, 'Last month');
  await presses(world, sari, await becomes(world, chat, shown, 'Nothing here.'), 'Show all');
  await becomes(world, chat, shown, 'Made an invitation as Operator');
});

test('stands on the order’s card, for everybody who may look at it', async () => {
  const { outsider, play } = world;
  const alone = await play.privateChat(outsider);
  const card = await asks(world, outsider, alone, '1338', 'Orang Lain · Cancel: done');
  await presses(world, outsider, card, 'History');
  await becomes(world, alone, card, 'Order #1338');
});

test('shows those who may not approve their own rows alone, by buttons of others too', async () => {
  const { sari, outsider, play } = world;
  const alone = await play.privateChat(outsider);
  const own = await asks(world, outsider, alone, '/riwayat', 'Only what concerns you');
  expect(own.text).toContain('Joined as Operator');
  expect(own.text).not.toContain('Made an invitation');
  expect(shownBy(own)).not.toContain('[Person]');
  const all = await asks(world, sari, chat, '/activity', 'Made an invitation');
  const data = dataOf(all, 'Person');
  await play.pressData(outsider, own, data);
  await becomes(world, alone, own, 'Whose activity?');
  expect(shownBy(await sees(world, alone, 'Whose activity?'))).not.toContain('Sari');
});

test('is given as Excel of exactly the filter that is shown, which is written down', async () => {
  const { sari, outsider, play } = world;
  const document = (where: Chat, after: number) =>
    play.waitFor(
      where,
      (messages) => messages.findLast((one) => one.document && one.message_id > after),
      { what: 'a document', timeoutMs: 25_000 },
    );
  const rowsOf = async ({ document: sent }: Message) =>
    (await readExcelFile(await play.download(sent?.file_id ?? '')))[0]?.data ?? [];
  const shown = await asks(world, sari, chat, '/activity', 'Activity of');
  await presses(world, sari, shown, 'Kind');
  await presses(
    world,
    sari,
    await becomes(world, chat, shown, 'What are you looking for?'),
    'Orders',
  );
  await presses(world, sari, await becomes(world, chat, shown, '\nOrders\n'), 'Excel');
  const sent = await document(chat, shown.message_id);
  expect(sent.document?.file_name).toMatch(/^activity_\d{4}-\d\d-\d\d\.xlsx$/);
  expect(sent.caption).toBe('Activity of Toko Kawan\nOrders\none row');
  const [titles, ...rows] = await rowsOf(sent);
  expect(titles).toEqual(['No.', 'Time', 'Who', 'What', 'ID', 'PO', 'About', 'Note', 'Where']);
  expect(rows.map((row) => row.slice(2, 6).concat(row.slice(8)))).toEqual([
    ['Orang Lain', 'Cancel #1338 · PO 10735 · Rp110.376: done', '1338', '10735', 'private chat'],
  ]);
  await asks(world, sari, chat, '/activity', 'Downloaded the activity as Excel: one row');

  // In the group it goes to who asks, and whoever may not approve gets their own rows alone.
  const members = [sari, world.budi, outsider];
  const group = await play.group({ title: 'Tim', type: 'supergroup', members });
  const bot = `@${(await play.state()).bot.username}`;
  const inGroup = await asks(world, outsider, group, `/activity${bot}`, 'Only what concerns you');
  const alone = await play.privateChat(outsider);
  const before = (await play.messages(alone)).at(-1)?.message_id ?? 0;
  const said = await presses(world, outsider, inGroup, 'Excel');
  expect(said.text).toBe('It comes to your private chat.');
  const [, ...own] = await rowsOf(await document(alone, before));
  expect(own.length).toBeGreaterThan(1);
  expect(own.every((row) => row[2] === 'Orang Lain' || row[6] === 'Orang Lain')).toBe(true);
  expect((await play.messages(group)).some((one) => one.document)).toBe(false);
});

test('has a name taken out by an owner, after a question, and keeps what was done', async () => {
  const { sari, outsider, play } = world;
  const alone = await play.privateChat(outsider);
  await asks(world, outsider, alone, '/forget', 'This takes');
  const list = await asks(world, sari, chat, '/lupakan', 'Whose name is to go');
  await presses(world, sari, list, 'Orang Lain');
  const question = await becomes(world, chat, list, 'Take the name Orang Lain out');
  expect(question.text).toMatch(/Person \d+ stands in its place.*can't be undone/);
  expect(question.text).toContain('still in the team');
  await presses(world, sari, question, 'No, keep it');
  await becomes(world, chat, list, 'Whose name is to go');
  await presses(world, sari, list, 'Orang Lain');
  await becomes(world, chat, list, 'Take the name Orang Lain out');
  await presses(world, sari, list, 'Yes, take the name out');
  const done = await becomes(world, chat, list, 'The name is out of the activity');
  const [instead] = /Person \d+/.exec(done.text ?? '') ?? [''];
  const told = await asks(world, sari, chat, '/activity 1338', 'Order #1338');
  expect(told.text).toContain(`${instead}\nCancel #1338`);
  expect(told.text).not.toContain('Orang Lain');
  await asks(world, sari, chat, '/activity', `Took out the name of ${instead}`);
});

test('is turned over page by page', async () => {
  const { sari } = world;
  for (let made = 0; made < 8; made += 1) {
    const team = await asks(world, sari, chat, '/team', 'Team of');
    await presses(world, sari, team, 'Invite');
    await presses(world, sari, team, 'Viewer');
    await becomes(world, chat, team, 'Invitation to');
  }
  const first = await asks(world, sari, chat, '/activity', 'Page 1 of 2');
  await presses(world, sari, first, '›');
  await presses(world, sari, await becomes(world, chat, first, 'Page 2 of 2'), '‹');
  await becomes(world, chat, first, 'Page 1 of 2');
});

test('comes as Excel into a group whose settings say so, with phones masked', async () => {
  const { sari, play } = world;
  const question = await asks(world, sari, chat, '/cancel 1341', 'Cancel this order?');
  await presses(world, sari, question, 'Yes, cancel order');
  await presses(world, sari, await becomes(world, chat, question, '✅'), 'Reason: other');
  await sees(world, chat, 'Why was it canceled?');
  await asks(world, sari, chat, 'Minta Siti 081298765432 saja', 'Noted.');
  const group = await play.group({
    title: 'Excel',
    type: 'supergroup',
    members: [sari, world.budi],
  });
  const bot = `@${(await play.state()).bot.username}`;
  const settings = await asks(world, sari, group, `/settings${bot}`, 'Settings');
  await presses(world, sari, settings, 'Excel to this group');
  await becomes(world, group, settings, 'into the group');
  const shown = await asks(world, sari, group, `/activity${bot} 1341`, 'Order #1341');
  expect(shown.text).not.toContain('081298765432');
  await presses(world, sari, shown, 'Excel');
  const sent = await play.waitFor(group, (messages) => messages.findLast((one) => one.document), {
    what: 'a document in the group',
    timeoutMs: 25_000,
  });
  const file = await readExcelFile(await play.download(sent.document?.file_id ?? ''));
  const cells = JSON.stringify(file[0]?.data);
  expect(cells).toContain('Minta Siti');
  expect(cells).not.toContain('081298765432');
});
