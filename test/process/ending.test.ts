import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isThere, type Running } from './running.ts';
import { checkout, Shop } from './shop.ts';

/** Starts the bot as a person does, with `npm start`, and waits until it takes messages. */
async function npmStart(shop: Shop): Promise<{ npm: Running; botPid: number }> {
  const { PATH = '', HOME = '' } = process.env;
  const npm = shop.run({
    command: 'npm',
    args: ['start'],
    env: {
      ...shop.env,
      HOME,
      PATH: `${join(checkout, 'node_modules', '.bin')}:${PATH}`,
      npm_config_update_notifier: 'false',
    },
    cwd: checkout,
    ownGroup: true,
  });
  await npm.says('the bot is running');
  const holder = readFileSync(`${shop.databasePath}.holder`, 'utf8');
  const botPid = Number(/^process (\d+) /.exec(holder)?.[1]);
  expect(isThere(botPid)).toBe(true);
  return { npm, botPid };
}

async function expectCleanEnd(bot: Running, signal: NodeJS.Signals): Promise<void> {
  const asked = performance.now();
  expect(await bot.end(signal)).toEqual({ code: 0, signal: null });
  expect(performance.now() - asked).toBeLessThan(5000);
}

describe.concurrent('the bot ends within five seconds, cleanly', () => {
  test.for(['SIGTERM', 'SIGINT'] as const)('on %s', async (signal) => {
    await using shop = await Shop.open();
    await expectCleanEnd(await shop.runningBot(), signal);
  });

  test.for(['SIGTERM', 'SIGINT'] as const)(
    'on %s to npm, leaving no process behind',
    async (signal) => {
      await using shop = await Shop.open();
      const { npm, botPid } = await npmStart(shop);
      await expectCleanEnd(npm, signal);
      expect(isThere(botPid)).toBe(false);
    },
  );

  test('on Ctrl-C in a terminal, which reaches npm and the bot', async () => {
    await using shop = await Shop.open();
    const { npm, botPid } = await npmStart(shop);
    expect(await npm.end('SIGINT', 'group')).toEqual({ code: 0, signal: null });
    expect(isThere(botPid)).toBe(false);
    expect(npm.said).not.toMatch(/error/i);
  });

  test.for(['directly', 'by npm'] as const)(
    'while an act is stuck at Ngorder (started %s), and settles it once after the restart',
    async (how) => {
      await using shop = await Shop.open();
      const bot = how === 'directly' ? await shop.runningBot() : (await npmStart(shop)).npm;
      const question = await shop.ask('/cancel 1338', 'Cancel this order?');
      const { control } = shop.ngorder;
      control.fault({ kind: 'delay', operation: 'cancel', when: 'after', delayMs: 60_000 });
      await shop.press(question, 'Yes, cancel order');
      await shop.somethingIsStuck();
      await expectCleanEnd(bot, 'SIGTERM');

      await shop.runningBot();
      await shop.becomes(question, 'The order is canceled (looked up');
      expect(shop.acts()).toEqual(['POST /api/open/order/cancel {"id":1338}']);
    },
  );

  test('also when Ctrl-C is pressed again and again while an act is stuck', async () => {
    await using shop = await Shop.open();
    const bot = await shop.runningBot();
    const question = await shop.ask('/cancel 1338', 'Cancel this order?');
    shop.ngorder.control.fault({ kind: 'delay', operation: 'cancel', delayMs: 60_000 });
    await shop.press(question, 'Yes, cancel order');
    await shop.somethingIsStuck();
    const again = setInterval(() => bot.lives && process.kill(bot.pid, 'SIGINT'), 200);
    await expectCleanEnd(bot, 'SIGINT').finally(() => clearInterval(again));
  });

  test('while an Excel is being fetched, which comes after the restart', async () => {
    await using shop = await Shop.open();
    const bot = await shop.runningBot();
    const choice = await shop.ask('/export', 'Get the Excel');
    shop.ngorder.control.fault({ kind: 'delay', operation: 'download', delayMs: 60_000 });
    await shop.press(choice, 'Get the Excel');
    await shop.somethingIsStuck();
    await expectCleanEnd(bot, 'SIGINT');

    await shop.runningBot();
    await shop.play.waitFor(
      shop.chat,
      (messages) => messages.some(({ document }) => document?.file_name?.endsWith('.xlsx')),
      { what: 'the Excel' },
    );
  });
});
