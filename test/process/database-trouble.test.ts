// A bot whose PostgreSQL goes away while people work with it.

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freePort } from '../../src/sandbox/free-port.ts';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { Message } from '../../src/sandbox/telegram/client/player.ts';
import { shownBy } from '../e2e/shop-world.ts';
import { type PostgresServer, startPostgres } from '../postgres.ts';
import { impatientBot } from '../test-bots.ts';
import { ask, newDatabase } from './new-database.ts';
import { healthOf, settled, timesSaid, warningsOf } from './observed.ts';
import type { Running } from './running.ts';
import { Shop } from './shop.ts';
import { startStallingProxy } from './stalling-proxy.ts';

const order = namedOrders.unpaid.orderId;
const cancelOnce = [`POST /api/open/order/cancel {"id":${order}}`];
const outage = 'the database can’t be used: ';
const over = 'the database can be used again';
/** As an operator runs it: what stands in this log is to be read by somebody. */
const usual = { LOG_LEVEL: 'info' };

let server: PostgresServer;

async function runningBot(
  shop: Shop,
  env: Record<string, string>,
  program?: string,
): Promise<Running> {
  const bot = shop.bot({ ...usual, ...env }, program);
  await bot.says('the bot is running');
  return bot;
}

const isCanceled = (message: Message) => /is canceled|Canceled by/.test(shownBy(message));
const isHelp = (message: Message) =>
  message.from?.is_bot === true && shownBy(message).includes('/canceled');

/** Fails unless the operator was told of one outage, and by the way of nothing else. */
function expectOneOutage(bot: Running, words: RegExp): void {
  expect(warningsOf(bot)).toEqual([expect.stringMatching(words)]);
  expect(timesSaid(bot, over)).toBe(1);
}

describe.skipIf(inject('postgres') === null)('a bot on PostgreSQL', () => {
  beforeAll(async () => {
    const started = await startPostgres();
    if (started === undefined) throw new Error('No PostgreSQL');
    server = started;
  });
  afterAll(() => server?.stop());

  test('that is stopped and started again does what was asked for meanwhile, once', async () => {
    await using shop = await Shop.open();
    const bot = await runningBot(shop, { DATABASE_URL: await newDatabase(server.url, 'trouble') });
    const question = await shop.ask(`/cancel ${order}`, 'Cancel this order?');
    await settled(bot);
    server.halt();
    try {
      await shop.press(question, 'Yes, cancel order');
      await shop.play.say(shop.sari, shop.chat, '/help');
      await bot.says(outage);
      expect(await healthOf(bot)).toEqual({
        live: 200,
        ready: 503,
        reasons: [expect.stringContaining('PostgreSQL')],
      });
      expect(shop.telegram.world.updates.pending).toBe(2);
      expect(shop.acts()).toEqual([]);
    } finally {
      await server.resume();
    }
    await shop.becomes(question, 'Canceled by Sari Dewi');
    await shop.sees('/canceled', question.message_id);
    expect(shop.acts()).toEqual(cancelOnce);
    expect(await healthOf(bot)).toEqual({ live: 200, ready: 200, reasons: [] });
    expectOneOutage(bot, /^the database can’t be used: .*PostgreSQL/);
    expect(await bot.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  test('that goes while a request is at Ngorder shows what came of it, and sends no second one', async () => {
    await using shop = await Shop.open();
    const bot = await runningBot(shop, { DATABASE_URL: await newDatabase(server.url, 'trouble') });
    const question = await shop.ask(`/cancel ${order}`, 'Cancel this order?');
    shop.ngorder.control.fault({ kind: 'delay', operation: 'cancel', delayMs: 60_000 });
    await shop.press(question, 'Yes, cancel order');
    await shop.somethingIsStuck();
    server.halt();
    try {
      shop.ngorder.control.release();
      await bot.says(outage);
    } finally {
      await server.resume();
    }
    await shop.becomes(question, 'anceled');
    await shop.ask('/help', '/canceled');
    expect(shop.acts()).toEqual(cancelOnce);
    expect(shop.ngorder.control.where(order)).toBe('CANCEL');
  });

  test('that is restarted again and again while people write and press keeps nobody waiting for ever', async () => {
    await using shop = await Shop.open();
    // A request of which nobody knows whether it has left is settled when its time limit has passed twice.
    const bot = await runningBot(
      shop,
      { DATABASE_URL: await newDatabase(server.url, 'trouble') },
      impatientBot,
    );
    const orders = [namedOrders.unpaid, namedOrders.paid, namedOrders.installment];
    let written = 0;
    const patience = { timeoutMs: 45_000 };
    for (const { orderId } of orders) {
      const question = await shop.ask(`/cancel ${orderId}`, 'Cancel this order?');
      await shop.play.say(shop.sari, shop.chat, '/help');
      await shop.press(question, 'Yes, cancel order');
      server.halt();
      await shop.play.say(shop.sari, shop.chat, '/help');
      await server.resume();
      written += 2;
      await shop.play.waitFor(
        shop.chat,
        (messages) =>
          messages.find(
            (message) => message.message_id === question.message_id && isCanceled(message),
          ),
        { ...patience, what: `the result of ${orderId}` },
      );
    }
    await shop.play.waitFor(shop.chat, (messages) => messages.filter(isHelp).length >= written, {
      ...patience,
      what: `${written} answers to /help`,
    });
    expect(new Set(shop.acts()).size).toBe(orders.length);
    expect(shop.acts()).toHaveLength(orders.length);
    for (const { orderId } of orders) expect(shop.ngorder.control.where(orderId)).toBe('CANCEL');
    expect(warningsOf(bot).filter((line) => line.startsWith(outage)).length).toBeLessThan(10);
  });

  test('that is away lets the bot be stopped', async () => {
    await using shop = await Shop.open();
    const bot = await runningBot(shop, { DATABASE_URL: await newDatabase(server.url, 'trouble') });
    server.halt();
    try {
      await bot.says(outage);
      expect(await bot.end('SIGTERM')).toEqual({ code: 0, signal: null });
    } finally {
      await server.resume();
    }
  });

  test('that is not there yet is waited for', async () => {
    await using shop = await Shop.open();
    const url = await newDatabase(server.url, 'trouble');
    server.halt();
    const bot = shop.bot({ ...usual, DATABASE_URL: url });
    try {
      await bot.says(
        'the database can’t be used yet: nothing listens at the address of PostgreSQL',
      );
    } finally {
      await server.resume();
    }
    await bot.says('the bot is running');
    await shop.ask('/help', '/canceled');
    expect(warningsOf(bot)).toHaveLength(1);
  });

  test('that is waited for lets it be stopped', async () => {
    await using shop = await Shop.open();
    const bot = shop.bot({ DATABASE_URL: `postgres://test@127.0.0.1:${await freePort()}/none` });
    await bot.says('the database can’t be used yet');
    expect(await bot.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  test('that has no such database is refused in a sentence, at once', async () => {
    await using shop = await Shop.open();
    const url = new URL(server.url);
    url.pathname = '/nowhere';
    const bot = shop.bot({ DATABASE_URL: url.href });
    expect(await bot.ended).toEqual({ code: 1, signal: null });
    expect(bot.said).toContain('can’t be used: PostgreSQL has no database of this name.\n');
    expect(bot.said).not.toMatch(/^\s+at /m);
  });

  test('whose connections are cut again and again goes on', async () => {
    await using shop = await Shop.open();
    const database = await newDatabase(server.url, 'trouble');
    const bot = await runningBot(shop, { DATABASE_URL: database });
    const cut = () =>
      ask(
        database,
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
      );
    const question = await shop.ask(`/cancel ${order}`, 'Cancel this order?');
    await cut();
    await bot.says(' cut');
    await shop.press(question, 'Yes, cancel order');
    for (let times = 0; times < 20; times += 1) await cut();
    await shop.becomes(question, 'anceled');
    await shop.ask('/help', '/canceled');
    expect(shop.acts()).toEqual(cancelOnce);
    expect(bot.lives).toBe(true);
  });

  test('that no longer answers on its connections is asked on new ones', async () => {
    await using shop = await Shop.open();
    await using proxy = await startStallingProxy(await newDatabase(server.url, 'trouble'));
    const bot = await runningBot(shop, { DATABASE_URL: proxy.url });
    proxy.stall();
    await shop.play.say(shop.sari, shop.chat, '/help');
    await bot.says(`${outage}PostgreSQL doesn’t answer`);
    expect(await healthOf(bot)).toMatchObject({ live: 200, ready: 503 });
    proxy.recover();
    await bot.says(over);
    await shop.sees('/canceled');
    expectOneOutage(bot, /doesn’t answer/);
  });

  test('that is stopped lets Telegram repeat what it hands over', async () => {
    await using shop = await Shop.open();
    const port = await freePort();
    const root = `http://127.0.0.1:${port}`;
    const secret = 'Only_for-Telegram';
    const bot = await runningBot(shop, {
      DATABASE_URL: await newDatabase(server.url, 'trouble'),
      PORT: String(port),
      WEBHOOK_URL: `${root}/telegram`,
      WEBHOOK_SECRET: secret,
    });
    const question = await shop.ask(`/cancel ${order}`, 'Cancel this order?');
    await settled(bot);
    server.halt();
    try {
      await shop.press(question, 'Yes, cancel order');
      await bot.says(outage);
      const { status } = await fetch(`${root}/telegram`, {
        method: 'POST',
        headers: { 'x-telegram-bot-api-secret-token': secret },
        body: '{"update_id":900001}',
      });
      expect(status).toBe(503);
      expect(await healthOf(bot)).toMatchObject({ live: 200, ready: 503 });
      expect(shop.telegram.world.updates.pending).toBe(1);
    } finally {
      await server.resume();
    }
    await shop.becomes(question, 'Canceled by Sari Dewi');
    expect(shop.acts()).toEqual(cancelOnce);
    expectOneOutage(bot, /PostgreSQL/);
  });
});
