import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Running } from './running.ts';
import { Shop } from './shop.ts';

/** Nothing listens there, and nobody is given that port by chance, as they are one that was given back. */
const deadAddress = 'http://127.0.0.1:1';

async function expectRefusedToken(bot: Running): Promise<void> {
  expect(await bot.ended).toEqual({ code: 1, signal: null });
  expect(bot.said).toContain('Telegram refuses BOT_TOKEN: copy it once more from BotFather.\n');
  expect(bot.said).not.toMatch(/^\s+at /m);
}

describe.concurrent('Telegram at the start', () => {
  test('a token that was revoked ends the bot with a sentence', async () => {
    await using shop = await Shop.open({ isEmpty: true });
    const revoked = '7100000001:RevokedLongAgo';
    const bot = shop.bot({ BOT_TOKEN: revoked });
    await expectRefusedToken(bot);
    expect(bot.said).not.toContain(revoked);
  });

  test('a token that never was ends the bot with a sentence', async () => {
    await using shop = await Shop.open({ isEmpty: true });
    const telegram = createServer((_request, response) => {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"ok":false,"error_code":404,"description":"Not Found"}');
    }).listen(0, '127.0.0.1');
    await once(telegram, 'listening');
    const { port } = telegram.address() as AddressInfo;
    await expectRefusedToken(shop.bot({ TELEGRAM_API_ROOT: `http://127.0.0.1:${port}` }));
    telegram.close();
  });

  test('a Telegram that is away is waited for, and then served', async () => {
    await using shop = await Shop.open({ isEmpty: true });
    await shop.play.fault({ method: 'getMe', kind: 'cut', when: 'before' });
    await shop.play.fault({ method: 'deleteWebhook', kind: 'error', status: 502 });
    const bot = shop.bot();
    await bot.says('still trying');
    await bot.says('the bot is running');
    await shop.ask('/help', '/cancel');
  });

  test.for(['SIGTERM', 'SIGINT'] as const)(
    '%s ends a bot that waits for Telegram',
    async (signal) => {
      await using shop = await Shop.open({ isEmpty: true });
      const bot = shop.bot({ TELEGRAM_API_ROOT: deadAddress });
      await bot.says('still trying');
      const asked = performance.now();
      expect(await bot.end(signal)).toEqual({ code: 0, signal: null });
      expect(performance.now() - asked).toBeLessThan(5000);
    },
  );
});

describe.concurrent('Ngorder at the start', () => {
  test('a refused token is said in the log, and the bot runs', async () => {
    await using shop = await Shop.open({ isEmpty: true });
    const bot = shop.bot({ NGORDER_TOKEN: 'of-a-shop-that-has-expired' });
    await bot.says('the bot is running');
    await bot.says('Ngorder refuses NGORDER_TOKEN');
    expect(bot.said).not.toContain('of-a-shop-that-has-expired');
    await shop.ask('/help', '/cancel');
  });

  test('an Ngorder that is down is said in the log, and the bot runs', async () => {
    await using shop = await Shop.open({ isEmpty: true });
    const bot = shop.bot({ NGORDER_API_ROOT: deadAddress });
    await bot.says('the bot is running');
    await bot.says('Ngorder could not be asked for the shop');
    await shop.ask('/help', '/cancel');
  });

  test('an Ngorder that does not answer holds nobody up', async () => {
    await using shop = await Shop.open({ isEmpty: true });
    shop.ngorder.control.fault({ kind: 'delay', operation: 'shop', delayMs: 60_000, times: 9 });
    const bot = shop.bot();
    await bot.says('the bot is running');
    await shop.ask('/start', 'Ngorder');
    expect(await bot.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });
});

describe('the name of the shop', () => {
  const linesOf = (bot: Running): string[] =>
    bot.said.match(/the bot is running|the shop is known/g) ?? [];

  test('is waited for at the first start, so that the bot can say it, and at no later one', async () => {
    await using shop = await Shop.open({ isEmpty: true });
    const first = await shop.runningBot();
    expect(linesOf(first)).toEqual(['the shop is known', 'the bot is running']);
    await first.end('SIGKILL');

    const second = await shop.runningBot();
    await shop.ask('/team', 'Team of Toko Kawan');
    expect(linesOf(second)).toEqual(['the bot is running']);
  });
});

describe('a second bot on the same database', () => {
  test('is refused and told who holds it, while the first goes on; after a kill the next one takes over at once', async () => {
    await using shop = await Shop.open({ isEmpty: true });
    const first = await shop.runningBot();
    const second = shop.bot();
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.said).toContain(`is in use by process ${first.pid} on `);
    expect(second.said).not.toMatch(/^\s+at /m);
    await shop.ask('/help', '/cancel');

    await first.end('SIGKILL');
    await shop.runningBot();
    await shop.ask('/help', '/cancel');
  });
});
