// A bot that is told nothing but its own token: the owner connects the shop by chat, and the token stays nowhere in clear.

import { existsSync, readFileSync } from 'node:fs';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import type { Chat, Message, User } from '../../src/sandbox/telegram/client/player.ts';
import { databasePath } from './in-database.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  openShop,
  presses,
  type ShopWorld,
  sees,
  shownBy,
} from './shop-world.ts';

let world: ShopWorld;
let alone: Chat;
let log: string[];
afterEach(() => world.close());

/** A bot that nobody has given a shop; Sari has opened the link of its start. */
async function openEmpty(): Promise<void> {
  log = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
  world = await openShop({ environment: { NGORDER_TOKEN: '', OWNER_IDS: '' }, log: logger });
  alone = await world.play.privateChat(world.sari);
  const payload = /\?start=(own-[\w-]+)/.exec(log.join('\n'))?.[1];
  await asks(world, world.sari, alone, `/start ${payload}`, 'connect your shop: /connect');
}

async function connects(
  token: string,
  answer: string | RegExp,
  asked = 'Send me',
): Promise<Message> {
  await asks(world, world.sari, alone, '/connect', asked);
  return asks(world, world.sari, alone, token, answer);
}

async function texts(chat: Chat): Promise<string> {
  return (await world.play.messages(chat)).map(shownBy).join('\n');
}

/** Everything that the database has on its disk. */
function databaseFiles(): string {
  const path = databasePath(world);
  return [path, `${path}-wal`]
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'latin1'))
    .join('');
}

test('BOT_TOKEN alone is enough: the first who opens the link connects the shop, whose token is nowhere in clear', async () => {
  await openEmpty();
  const { sari, play, ngorder } = world;
  await asks(world, sari, alone, '/canceled', 'No shop is connected here');
  await asks(world, sari, alone, '1338', 'No shop is connected here');
  expect(ngorder.control.calls()).toEqual([]);

  await connects(ngorder.token, '✅ Toko Kawan is connected');
  expect(await texts(alone)).not.toContain(ngorder.token);
  await asks(world, sari, alone, '/canceled', 'Page 1 of');
  const question = await asks(world, sari, alone, '/cancel 1338', 'Cancel this order?');
  await presses(world, sari, question, 'Yes, cancel order');
  await becomes(world, alone, question, '✅');
  expect(actsAtNgorder(world)).toHaveLength(1);
  await asks(world, sari, alone, '/activity', 'Connected the shop');

  await world.restart();
  await asks(world, sari, alone, '/canceled', 'Page 1 of');
  expect(databaseFiles()).not.toContain(ngorder.token);
  expect(log.join('\n')).not.toContain(ngorder.token);
  expect(JSON.stringify(await play.calls())).not.toContain(ngorder.token);
});

test('a token that is wrong, broken in two or meant for another shop is told apart, and each leaves the chat', async () => {
  await openEmpty();
  const { sari, ngorder } = world;
  const wrong = 'a-token-that-Ngorder-does-not-know-1';
  await connects(wrong, 'Ngorder does not accept this token');
  await asks(world, sari, alone, 'halo', 'That is no Ngorder token');
  const [half, rest] = [ngorder.token.slice(0, 9), ngorder.token.slice(9)];
  await asks(world, sari, alone, ` ${half}\n${rest} `, '✅ Toko Kawan is connected');
  const shown = await texts(alone);
  for (const word of [wrong, half, rest]) expect(shown).not.toContain(word);

  // The same token once more is the same shop.
  await connects(ngorder.token, 'The token of Toko Kawan is renewed');
  const view = await asks(world, sari, alone, '/connect', 'Already here');
  await presses(world, sari, view, 'Toko Kawan');
  await becomes(world, alone, view, 'Disconnect');
  await presses(world, sari, view, 'Renew token');
  await becomes(world, alone, view, 'Send me the new token of Toko Kawan');
  await asks(world, sari, alone, ngorder.second.token, 'belongs to another shop');
  await asks(world, sari, alone, '/stop', 'Nothing was changed');
  // Nothing waits for a token any more, nor does it once somebody goes on to an order.
  await asks(world, sari, alone, '1338', '#1338');
  await asks(world, sari, alone, '/connect', 'Send me');
  await asks(world, sari, alone, '1339', '#1339');
  await asks(world, sari, alone, 'Jelita', '🔎 Jelita');
});

test('a shop that is disconnected is asked for nothing, and comes back with its token', async () => {
  await openEmpty();
  const { sari, ngorder } = world;
  await connects(ngorder.token, 'is connected');
  const list = await asks(world, sari, alone, '/canceled', 'Page 1 of');
  const view = await asks(world, sari, alone, '/connect', 'Already here');
  await presses(world, sari, view, 'Toko Kawan');
  await becomes(world, alone, view, 'Disconnect');
  await presses(world, sari, view, 'Disconnect');
  await becomes(world, alone, view, 'Disconnect Toko Kawan?');
  await presses(world, sari, view, 'Yes, disconnect');
  await becomes(world, alone, view, 'Toko Kawan is not connected');
  const before = ngorder.control.calls().length;
  await asks(world, sari, alone, '/canceled', 'No shop is connected here');
  expect((await presses(world, sari, list, '›')).text).toContain('No shop is connected here');
  await asks(world, sari, alone, '/team', 'Sari Dewi · Owner');
  expect(ngorder.control.calls()).toHaveLength(before);
  await connects(ngorder.token, /Toko Kawan/);
  await asks(world, sari, alone, '/canceled', 'Page 1 of');
});

test('a token in a group is taken out of it where the bot may, and belongs to nobody else', async () => {
  await openEmpty();
  const { sari, budi, play, ngorder } = world;
  await connects(ngorder.token, 'is connected');
  const group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, budi] });
  const { bot } = await play.state();
  await asks(
    world,
    sari,
    group,
    `/connect@${bot.username} ${ngorder.second.token}`,
    'looks like a token',
  );
  await play.setStatus(group, bot as User, { status: 'administrator' });
  await asks(
    world,
    sari,
    group,
    `/connect@${bot.username} ${ngorder.second.token}`,
    'I deleted a message',
  );
  expect(ngorder.control.calls('shop').every(({ shop }) => shop === 'Toko Kawan')).toBe(true);
  await asks(world, sari, alone, '/activity', "Sent a shop's token where it doesn't belong");
});

test('somebody else’s shop is not taken over by who knows its token, and staff connects none', async () => {
  world = await openShop({
    environment: { OWNER_IDS: '' },
    log: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
  });
  const { sari, budi, play, ngorder } = world;
  alone = await play.privateChat(sari);
  const payload = /\?start=(own-[\w-]+)/.exec(
    log.join('\n').split('nobody owns').at(-2) ?? '',
  )?.[1];
  await asks(world, sari, alone, `/start ${payload}`, 'You are Owner');
  await connects(ngorder.second.token, 'Toko Sejahtera is connected');
  await sees(world, alone, 'Toko Sejahtera is connected');
  const team = await asks(world, sari, alone, '/team', 'Team of');
  await presses(world, sari, team, 'Invite');
  await presses(world, sari, team, 'Manager');
  const link = /start=([\w-]+)/.exec(
    shownBy(await becomes(world, alone, team, 'Invitation to')),
  )?.[1];
  const his = await play.privateChat(budi);
  await asks(world, budi, his, `/start ${link}`, 'You are Manager');
  await asks(world, budi, his, '/connect', 'You are Manager here. This takes: Owner.');
  await asks(world, budi, his, `/connect ${ngorder.token}`, 'That looked like a token');
  expect(await texts(his)).not.toContain(ngorder.token);
});
