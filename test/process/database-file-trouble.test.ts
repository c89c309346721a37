// A bot whose SQLite file can't be used for a while, or not at all.

import { execFileSync } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { freePort } from '../../src/sandbox/free-port.ts';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import {
  canForbidChanges,
  canMount,
  fillDisk,
  forbidChanges,
  onReadOnlyDisk,
  onSmallDisk,
} from './disk-trouble.ts';
import { healthOf, settled, timesSaid, warningsOf } from './observed.ts';
import type { Program, Running } from './running.ts';
import { botProgram, checkout, Shop } from './shop.ts';

const order = namedOrders.unpaid.orderId;
const cancelOnce = [`POST /api/open/order/cancel {"id":${order}}`];
const outage = 'the database can’t be used: ';
const over = 'the database can be used again';

function program(shop: Shop, env: Record<string, string> = {}): Program {
  return {
    command: process.execPath,
    args: [botProgram],
    env: { ...shop.env, LOG_LEVEL: 'info', ...env },
    cwd: checkout,
  };
}

async function runningBot(shop: Shop, started = program(shop)): Promise<Running> {
  const bot = shop.run(started);
  await bot.says('the bot is running');
  return bot;
}

/** Has the question answered and a message written while nothing can be stored, and both handled afterwards. */
async function expectToOutlast(
  shop: Shop,
  bot: Running,
  words: string,
  breakDatabase: () => () => void,
): Promise<void> {
  const question = await shop.ask(`/cancel ${order}`, 'Cancel this order?');
  await settled(bot);
  const repair = breakDatabase();
  try {
    await shop.press(question, 'Yes, cancel order');
    await shop.play.say(shop.sari, shop.chat, '/help');
    await bot.says(outage + words);
    expect(await healthOf(bot)).toEqual({ live: 200, ready: 503, reasons: [outage + words] });
    expect(shop.telegram.world.updates.pending).toBe(2);
    expect(shop.acts()).toEqual([]);
  } finally {
    repair();
  }
  await shop.becomes(question, 'Canceled by Sari Dewi');
  await shop.sees('/canceled', question.message_id);
  expect(shop.acts()).toEqual(cancelOnce);
  expect(await healthOf(bot)).toEqual({ live: 200, ready: 200, reasons: [] });
  expect(warningsOf(bot)).toEqual([outage + words]);
  expect(timesSaid(bot, over)).toBe(1);
}

describe('a bot on an SQLite file', () => {
  test('that another program keeps locked goes on when it lets go', async () => {
    await using shop = await Shop.open();
    const bot = await runningBot(shop);
    await expectToOutlast(shop, bot, 'another program keeps the file locked', () => {
      const other = new DatabaseSync(shop.databasePath, { timeout: 10_000 });
      other.exec('BEGIN EXCLUSIVE');
      return () => other.close();
    });
    expect(await bot.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  test('that another program keeps locked at the start is refused in a sentence', async () => {
    await using shop = await Shop.open();
    await (await runningBot(shop)).end('SIGTERM');
    const other = new DatabaseSync(shop.databasePath, { timeout: 10_000 });
    other.exec('BEGIN EXCLUSIVE');
    const refused = shop.run(program(shop));
    expect(await refused.ended).toEqual({ code: 1, signal: null });
    expect(refused.said).toContain(
      `${shop.databasePath} can’t be used: another program keeps the file locked.\n`,
    );
    expect(refused.said).not.toMatch(/^\s+at /m);
    other.close();
    await runningBot(shop);
  });

  test('whose files may grow no more stores nothing, and goes on when they may', async (context) => {
    const limit = (pid: number, bytes: string) =>
      execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}`]);
    try {
      execFileSync('prlimit', ['--version']);
    } catch {
      context.skip('this machine has no prlimit');
    }
    await using shop = await Shop.open();
    const bot = await runningBot(shop);
    await expectToOutlast(shop, bot, 'the disk can’t be read or written', () => {
      limit(bot.pid, '1024:');
      return () => limit(bot.pid, 'unlimited:');
    });
  });

  test.for([
    ['removed', () => undefined],
    ['replaced', (path: string) => writeFileSync(path, '')],
  ] as const)(
    'that is %s while it is used acknowledges nothing until it is back',
    async ([, instead]) => {
      await using shop = await Shop.open();
      const bot = await runningBot(shop);
      const words = 'its file was removed, or another one put in its place';
      await expectToOutlast(shop, bot, words, () => {
        const elsewhere = `${shop.databasePath}.elsewhere`;
        renameSync(shop.databasePath, elsewhere);
        instead(shop.databasePath);
        return () => renameSync(elsewhere, shop.databasePath);
      });
      expect(await bot.end('SIGTERM')).toEqual({ code: 0, signal: null });
    },
  );

  test.skipIf(!canForbidChanges())(
    'that becomes read-only acknowledges nothing, and goes on when it can be written',
    async () => {
      await using shop = await Shop.open();
      const bot = await runningBot(shop);
      await expectToOutlast(shop, bot, 'the disk can’t be read or written', () =>
        forbidChanges(dirname(shop.databasePath)),
      );
    },
  );

  test.skipIf(!canMount())(
    'whose disk is full acknowledges nothing, and goes on when there is room',
    async () => {
      await using shop = await Shop.open();
      const folder = dirname(shop.databasePath);
      const bot = await runningBot(shop, onSmallDisk(program(shop), folder, 4 * 1024 * 1024));
      await expectToOutlast(shop, bot, 'the disk is full', () => fillDisk(bot, folder));
    },
  );

  test.skipIf(!canMount())(
    'whose disk is full lets Telegram repeat what it hands over',
    async () => {
      await using shop = await Shop.open();
      const folder = dirname(shop.databasePath);
      const port = await freePort();
      const url = `http://127.0.0.1:${port}/telegram`;
      const env = { PORT: String(port), WEBHOOK_URL: url };
      const bot = await runningBot(shop, onSmallDisk(program(shop, env), folder, 4 * 1024 * 1024));
      const makeRoom = fillDisk(bot, folder);
      await shop.play.say(shop.sari, shop.chat, '/help');
      await bot.says(`${outage}the disk is full`);
      expect(shop.telegram.world.updates.pending).toBe(1);
      makeRoom();
      await shop.sees('/canceled');
      expect(shop.telegram.world.updates.pending).toBe(0);
    },
  );

  test.skipIf(!canMount())('that can only be read is refused in a sentence', async () => {
    await using shop = await Shop.open();
    await (await runningBot(shop)).end('SIGTERM');
    const bot = shop.run(onReadOnlyDisk(program(shop), dirname(shop.databasePath)));
    expect(await bot.ended).toEqual({ code: 1, signal: null });
    expect(bot.said).toMatch(/^The database .*bot\.db can’t be used: .*(read-only|write)/m);
    expect(bot.said).not.toMatch(/^\s+at /m);
  });
});
