// A search is killed while it reads, and goes on in the same message.

import { expect, test } from 'vitest';
import type { Message } from '../../src/sandbox/telegram/client/player.ts';
import { quickHeir } from '../test-bots.ts';
import { Shop } from './shop.ts';

/** Without when the orders were read. */
const timeless = ({ text }: Message) => text?.replace(/\(\d.*\)/, '');

test('a search that is killed while it reads ends in its one message, and has read everything', async () => {
  await using shop = await Shop.open();
  const { control } = shop.ngorder;
  control.fault({ kind: 'delay', operation: 'list', delayMs: 1200, share: 1 });
  const bot = await shop.runningBot(quickHeir);
  const search = await shop.ask('/find dewi', 'Looking for');
  await shop.becomes(search, 'orders read.');
  await bot.end('SIGKILL');
  control.clearFaults();
  await shop.runningBot(quickHeir);
  const found = await shop.becomes(search, 'orders were read');

  const fromBot = (await shop.play.messages(shop.chat)).filter(({ from }) => from?.is_bot);
  expect(fromBot.map(({ text }) => text)).toEqual([found.text]);
  const undisturbed = await shop.ask('/find dewi', 'orders were read');
  expect(found.text).toMatch(/^All \d+ orders were read/m);
  expect(timeless(undisturbed)).toBe(timeless(found));
  expect(shop.acts()).toEqual([]);
});
