// The shop has another team since a restart: what the former one left under way is for nobody who isn't of it.

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Chat, Message, User } from '../../src/sandbox/telegram/client/player.ts';
import { until } from '../delivery/updates.ts';
import { inDatabase } from './in-database.ts';
import { asks, becomes, dataOf, openShop, presses, type ShopWorld } from './shop-world.ts';

let world: ShopWorld;
/** Who is the whole team after the restart, and a question in their private chat that shows when all have been looked at. */
let tono: User;
let alone: Chat;
let landmark: Message;
let bot: string;

beforeEach(async () => {
  world = await openShop();
  const { play, env } = world;
  tono = await play.person({ first_name: 'Tono', language_code: 'en' });
  alone = await play.privateChat(tono);
  bot = `@${(await play.state()).bot.username}`;
  env['OWNER_IDS'] += `,${tono.id}`;
  await world.restart();
  landmark = await asks(world, tono, alone, '/cancel 1342', 'Cancel this order?');
});
afterEach(() => world.close());

/** What Sari leaves under way in a chat: every kind of work that outlives the process. */
async function leftUnderWay(chat: Chat): Promise<{ open: Message; typed: Message }> {
  const { sari } = world;
  const to = chat.type === 'private' ? '' : bot;
  const open = await asks(world, sari, chat, `/cancel${to} 1338`, 'Cancel this order?');
  await asks(world, sari, chat, `/cancel${to} 1340`, 'Cancel this order?');
  await asks(world, sari, chat, `/cancel${to} 1341`, 'Cancel this order?');
  const typed = await asks(world, sari, chat, `/cancel${to}`, /order/i);
  await world.app.stop();
  inDatabase(world, (database) => {
    const confirmed = (order: number, request: string, act: string) => {
      database.exec(`
        update requests set status = '${request}', decided_by = ${sari.id}, decided_by_name = 'Sari',
          decided_at = created_at
          where token = (select request from acts where order_id = ${order});
        update acts set status = '${act}' where order_id = ${order}`);
    };
    confirmed(1340, 'confirmed', 'waiting');
    confirmed(1341, 'over', 'done');
    database.exec(`update request_messages set version = version + 1
      where request = (select request from acts where order_id = 1341)`);
    database
      .prepare(`insert into exports (id, bot_id, shop, chat_id, thread_id, reply_to, asked_by, type, from_day, to_day,
          status, status_message_id, created_at, due_at, failures)
        select ?, bot_id, shop, ?, 0, 0, ?, 'REJECTED', '', '', 'waiting', 0, created_at, created_at, 0
          from requests limit 1`)
      .run(randomUUID(), chat.id, sari.id);
  });
  return { open, typed };
}

/** Starts the bot for Tono alone, or for these. */
async function startedFor(...owners: User[]): Promise<void> {
  world.env['OWNER_IDS'] = owners.map(({ id }) => id).join();
  await world.restart();
}

/** Every kind of update that somebody can cause in a chat. */
const updates: Record<string, (person: User, chat: Chat, left: Left) => Promise<unknown>> = {
  message: (person, chat) => world.play.say(person, chat, 'hello'),
  'order ID': (person, chat) => world.play.say(person, chat, '1338'),
  command: (person, chat) =>
    world.play.say(person, chat, `/canceled${chat.type === 'private' ? '' : bot}`),
  press: async (person, _chat, { open }) => {
    const yes = dataOf(open, 'Yes, cancel order');
    await world.play.answerOf(await world.play.pressData(person, open, yes));
  },
  reply: (person, chat, { typed }) =>
    world.play.say(person, chat, '1338', { replyTo: typed.message_id }),
  'edited message': async (person, chat, { open }) => {
    const edited = {
      ...open,
      chat,
      from: { ...person, is_bot: false },
      date: 1_800_000_000,
      edit_date: 1_800_000_001,
      text: '/canceled',
      entities: [{ type: 'bot_command', offset: 0, length: 9 }],
    };
    world.telegram.world.updates.push('edited_message', edited as never);
  },
};
type Left = Awaited<ReturnType<typeof leftUnderWay>>;

/** Waits until everything that has arrived is handled and every worker has looked at what there is. */
async function allIsDone(): Promise<void> {
  const count = (statement: string) =>
    inDatabase(world, (database) =>
      Number(Object.values(database.prepare(statement).get() ?? {})[0]),
    );
  await until(() => world.telegram.world.updates.pending === 0);
  await until(() => count(`select count(*) from inbox where status = 'waiting'`) === 0);
  // An Excel that needs only the end of its announcement, for someone with the right to it.
  inDatabase(world, (database) =>
    database
      .prepare(`insert into exports (id, bot_id, shop, chat_id, thread_id, reply_to, asked_by, type, from_day, to_day,
          status, status_message_id, created_at, due_at, failures)
        select 'landmark', bot_id, shop, ?, 0, 0, ?, 'CANCEL', '', '', 'sent', 999999, created_at + 1, created_at, 0
          from requests limit 1`)
      .run(alone.id, tono.id),
  );
  await until(() => count(`select count(*) from exports where id = 'landmark'`) === 0);
  await until(() => count(`select count(*) from acts where status = 'waiting'`) === 0);
}

/** What Ngorder was asked about orders. */
function requestsAboutOrders(): string[] {
  return world.ngorder.control
    .calls()
    .filter(({ operation }) => operation !== 'shop')
    .map(({ method, path }) => `${method} ${path}`);
}

/** What the bot has newly written in a chat, refusals aside. */
async function saidIn(chat: Chat, after: number): Promise<(string | undefined)[]> {
  const messages = await world.play.messages(chat);
  return messages
    .filter(({ from, message_id }) => from?.is_bot && message_id > after)
    .map(({ text, caption, document }) => text ?? caption ?? document?.file_name)
    .filter((text) => !text?.includes('team'));
}

async function nothingComesOf(chat: Chat, left: Left, people: User[]): Promise<void> {
  const before = await world.play.messages(chat);
  const last = Math.max(...before.map(({ message_id }) => message_id));
  const shown = before.filter(({ from }) => from?.is_bot).map(({ text }) => text);
  for (const person of people)
    for (const update of Object.values(updates)) await update(person, chat, left);
  await allIsDone();
  await presses(world, tono, landmark, 'No, keep it');
  await becomes(world, alone, landmark, 'decided not to cancel');
  expect(requestsAboutOrders()).toEqual([]);
  expect(await saidIn(chat, last)).toEqual([]);
  const after = await world.play.messages(chat);
  const still = after.filter(({ from, message_id }) => from?.is_bot && message_id <= last);
  expect(still.map(({ text }) => text)).toEqual(shown);
}

describe('after a restart for another team', () => {
  test('a group in which the bot still is gets nothing of what was under way', async () => {
    const { play, sari, budi, outsider } = world;
    const members = [sari, budi, outsider];
    const group = await play.group({ title: 'Tim', type: 'supergroup', members });
    const left = await leftUnderWay(group);
    world.ngorder.control.clearCalls();
    await startedFor(tono);
    await nothingComesOf(group, left, [sari, outsider]);
  });

  test('a group to which a stranger adds the bot again gets nothing of what was under way', async () => {
    const { play, sari, budi, outsider } = world;
    const members = [sari, budi, outsider];
    const group = await play.group({ title: 'Tim', type: 'supergroup', members });
    const left = await leftUnderWay(group);
    const botUser = (await play.state()).bot;
    await play.removeMember(group, botUser, { by: sari });
    world.ngorder.control.clearCalls();
    await startedFor(tono);
    await play.addMember(group, botUser, { by: outsider });
    await nothingComesOf(group, left, [outsider, sari]);
  });

  test('who was removed, and blocked and unblocked the bot, gets nothing of what was under way', async () => {
    const { play, sari } = world;
    const chat = await play.privateChat(sari);
    const left = await leftUnderWay(chat);
    await play.block(sari);
    world.ngorder.control.clearCalls();
    await startedFor(tono);
    await allIsDone();
    await play.unblock(sari);
    await nothingComesOf(chat, left, [sari]);
  });
});

test('who is of the team again after a restart gets what is theirs', async () => {
  const { play, sari } = world;
  const chat = await play.privateChat(sari);
  await leftUnderWay(chat);
  await startedFor(sari, tono);
  await play.waitFor(chat, (messages) => messages.some(({ document }) => document), {
    what: 'the Excel',
  });
  await until(() => world.ngorder.control.where(1340) === 'CANCEL');
  await play.waitFor(
    chat,
    (messages) =>
      messages.filter(({ text }) => /Canceled by Sari|The order is canceled/.test(text ?? ''))
        .length === 2,
    { what: 'both results' },
  );
});
