// The bot as `npm ci` leaves it: one program made of the sources.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newDatabase } from './new-database.ts';
import { type OwnCheckout, ownCheckout } from './own-checkout.ts';
import type { Running } from './running.ts';
import { Shop } from './shop.ts';

const fromSources = 'runs from its sources';
const nobody = { NGORDER_API_ROOT: 'http://127.0.0.1:1' };

let own: OwnCheckout;
beforeAll(() => {
  own = ownCheckout();
  own.install();
});
afterAll(() => own[Symbol.dispose]());

/** Where a logged error comes from, innermost first, as far as that is this bot's own code. */
async function placesOf(bot: Running, message: string): Promise<string[]> {
  await bot.says(message);
  const line = bot.said.split('\n').find((text) => text.includes(message)) ?? '';
  const stacks = JSON.stringify(JSON.parse(line).err).replaceAll('\\n', '\n');
  return [...stacks.matchAll(/(\/[^:) /][^:) ]*\/src\/[^:) ]+\.ts:\d+):\d+/g)].map(
    ([, place = '']) => place,
  );
}

test('what npm ci compiles is all that a start needs', async () => {
  await using shop = await Shop.open();
  const folder = join(own.root, 'node_modules', '.cache', 'node');
  const compiled = readdirSync(folder, { recursive: true });
  const telling = { NODE_COMPILE_CACHE: folder, NODE_DEBUG_NATIVE: 'COMPILE_CACHE' };
  const bot = shop.bot(telling, own.program);
  await bot.says('the bot is running');
  expect(bot.said).toContain('was accepted');
  expect(bot.said).not.toContain('was rejected');
  expect(await bot.end('SIGTERM')).toEqual({ code: 0, signal: null });
  const more = readdirSync(folder, { recursive: true }).length - compiled.length;
  expect(compiled.length).toBeGreaterThan(5);
  expect(more).toBeLessThan(10);
});

test('what npm ci makes answers, shows a card, and acts once', async () => {
  await using shop = await Shop.open();
  const bot = await shop.runningBot(own.program);
  expect(bot.said).not.toContain(fromSources);
  await shop.ask('/help', 'What I can do');
  const question = await shop.ask('/cancel 1338', 'Cancel this order?');
  await shop.press(question, 'Yes, cancel order');
  await shop.becomes(question, 'Canceled by Sari Dewi');
  expect(shop.acts()).toEqual(['POST /api/open/order/cancel {"id":1338}']);
  expect(await bot.end('SIGTERM')).toEqual({ code: 0, signal: null });
});

test('it runs on PostgreSQL too', async ({ skip }) => {
  const server = inject('postgres');
  if (server === null) return skip();
  await using shop = await Shop.open();
  const bot = await shop.runningBot(own.program, {
    DATABASE_URL: await newDatabase(server, 'bundle'),
  });
  expect(bot.said).not.toContain(fromSources);
  await shop.ask('/help', 'What I can do');
});

test('its errors name the lines of the sources, as the sources themselves do', async () => {
  await using shop = await Shop.open();
  const message = 'Ngorder could not be asked for the shop';
  const bundled = shop.bot(nobody, own.program);
  const places = await placesOf(bundled, message);
  expect(bundled.said).not.toContain(fromSources);
  await bundled.end('SIGTERM');

  const sources = shop.bot(nobody, join(own.root, 'src', 'main.ts'));
  const expected = await placesOf(sources, message);
  expect(sources.said).toContain(fromSources);
  expect(places.length).toBeGreaterThan(1);
  expect(places).toEqual(expected);
  expect(places[0]).toContain(join(own.root, 'src'));
});

test('a source that was changed since is what runs', async () => {
  await using shop = await Shop.open();
  const file = join(own.root, 'src', 'app', 'app.ts');
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, source.replace('the bot is running', 'the bot was changed'));
  const bot = shop.bot({}, own.program);
  await bot.says('the bot was changed').finally(() => writeFileSync(file, source));
  expect(bot.said).toContain(fromSources);
  await shop.ask('/help', 'What I can do');
});

test('without a bundle the sources run as they are', async () => {
  await using shop = await Shop.open();
  expect(own.runsBundle()).toBe(true);
  rmSync(join(own.root, 'node_modules', '.cache'), { recursive: true });
  const bot = await shop.runningBot(own.program);
  expect(bot.said).toContain(fromSources);
  await shop.ask('/help', 'What I can do');
});
