// The bot is killed with a shop's token in hand: the message that holds it is taken out of the chat all the same.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shownBy } from '../e2e/shop-world.ts';
import { Shop } from './shop.ts';

test('killed between the message with the token and its deletion, the bot deletes it after the restart and keeps nothing', async () => {
  await using shop = await Shop.open();
  const { env, play, chat, ngorder, telegram } = shop;
  const { token } = ngorder.second;
  const bot = await shop.runningBot();
  await shop.ask('/connect', 'Send me');
  await play.fault({ method: 'deleteMessage', kind: 'delay', ms: 600_000, times: 1 });
  await play.say(shop.sari, chat, token);
  // It is used up as soon as the bot asks for the deletion.
  await expect.poll(() => play.faults(), { timeout: 20_000 }).toEqual([]);
  await bot.end('SIGKILL');
  const again = await shop.runningBot();
  await shop.sees('Toko Sejahtera is connected');
  expect((await play.messages(chat)).map(shownBy).join('\n')).not.toContain(token);
  await again.end('SIGTERM');
  const files = readFileSync(shop.databasePath, 'latin1');
  expect(files).not.toContain(token);
  expect(bot.said + again.said).not.toContain(token);
  expect(JSON.stringify(await play.calls())).not.toContain(token);
  expect([env['NGORDER_TOKEN'], telegram.token].some((known) => files.includes(known ?? '-'))).toBe(
    false,
  );
});
