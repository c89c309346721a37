// The daily digest of real processes, one of which is killed with it in hand, or two of which want to send it.

import { DatabaseSync } from 'node:sqlite';
import { describe, expect, inject, test } from 'vitest';
import type { Chat, User } from '../../src/sandbox/telegram/client/player.ts';
import { ask, newDatabase } from './new-database.ts';
import { botProgram, Shop } from './shop.ts';

/** A zone in which it is noon now: the digest of the morning is due, and midnight is far. */
function zoneOfNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  // POSIX counts westwards (IANA time zone database, etcetera).
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

const chosenLongAgo = `update chats set digest_since = 0`;

async function chooses({ play }: Shop, person: User, chat: Chat): Promise<void> {
  const shows = (text: string) =>
    play.waitFor(
      chat,
      (messages) => messages.findLast((one) => one.from?.is_bot && one.text?.includes(text)),
      { what: text, timeoutMs: 25_000 },
    );
  await play.say(person, chat, '/settings');
  await play.answerOf(await play.press(person, await shows('Settings'), 'Daily digest'));
  const setting = await shows('Once a day');
  await play.answerOf(await play.press(person, setting, '08.00, about yesterday'));
  await shows('It comes at 08.00');
}

async function digestsIn({ play }: Shop, chat: Chat): Promise<number> {
  const messages = await play.messages(chat);
  return messages.filter(({ text }) => text?.includes('Yesterday, ')).length;
}

test('a bot that is killed with a digest on its way sends no second one, and others theirs', async () => {
  await using shop = await Shop.open();
  const { play, sari, chat } = shop;
  const budi = await play.person({ first_name: 'Budi', language_code: 'en' });
  const his = await play.privateChat(budi);
  const env = { TIME_ZONE: zoneOfNoon(), OWNER_IDS: `${sari.id},${budi.id}` };
  const first = await shop.runningBot(botProgram, env);
  await chooses(shop, sari, chat);
  await first.end('SIGTERM');
  const change = (statement: string) => {
    const database = new DatabaseSync(shop.databasePath);
    database.exec(statement);
    database.close();
  };
  change(chosenLongAgo);
  // It is on its way until the kill, and never arrives.
  await play.fault({ method: 'sendMessage', kind: 'delay', ms: 600_000 });
  const second = await shop.runningBot(botProgram, env);
  await expect.poll(() => play.faults()).toEqual([]);
  await second.end('SIGKILL');

  const third = await shop.runningBot(botProgram, env);
  await chooses(shop, budi, his);
  await third.end('SIGTERM');
  change(chosenLongAgo);
  const fourth = await shop.runningBot(botProgram, env);
  await expect.poll(() => digestsIn(shop, his)).toBe(1);
  // What it has in hand it finishes.
  await fourth.end('SIGTERM');
  expect(await digestsIn(shop, chat)).toBe(0);
});

describe.skipIf(inject('postgres') === null)('two copies on one PostgreSQL', () => {
  test('send a digest once between them', async () => {
    await using shop = await Shop.open();
    const { play, sari } = shop;
    const database = await newDatabase(inject('postgres') ?? '', 'digest');
    const env = { TIME_ZONE: zoneOfNoon(), DATABASE_URL: database };
    const first = await shop.runningBot(botProgram, env);
    await chooses(shop, sari, shop.chat);
    await first.end('SIGTERM');
    await ask(database, chosenLongAgo);
    const copies = [shop.bot(env), shop.bot(env)];
    await Promise.all(copies.map((copy) => copy.says('the bot is running')));
    await expect.poll(() => digestsIn(shop, shop.chat)).toBe(1);
    await play.say(sari, shop.chat, '/help');
    await shop.sees('What I can do');
    await Promise.all(copies.map((copy) => copy.end('SIGTERM')));
    expect(await digestsIn(shop, shop.chat)).toBe(1);
  });
});
