// Real processes to which Telegram hands its updates over.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { freePort } from '../../src/sandbox/free-port.ts';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import { dataOf, shownBy } from '../e2e/shop-world.ts';
import type { Running } from './running.ts';
import { Shop } from './shop.ts';

const secret = 'Only_for-Telegram';

async function portOf(bot: Running): Promise<number> {
  await bot.says('listening');
  return Number(/"port":(\d+),"msg":"listening"/.exec(bot.said)?.[1]);
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function methodsOf({ play }: Shop): Promise<string[]> {
  return (await play.calls()).map(({ method }) => method);
}

describe('a bot with a webhook', () => {
  test('takes its updates there, does not poll, tells how it is doing, and goes back to polling when told', async () => {
    await using shop = await Shop.open();
    const port = await freePort();
    const root = `http://127.0.0.1:${port}`;
    const bot = shop.bot({ PORT: String(port), WEBHOOK_URL: `${root}/telegram?from=telegram` });
    await bot.says('the bot is running');
    await shop.ask('/help', '/cancel');
    const question = await shop.ask(`/cancel ${namedOrders.unpaid.orderId}`, 'Cancel this order?');
    await shop.press(question, 'Yes, cancel order');
    await shop.becomes(question, 'Canceled by Sari Dewi');
    expect(await methodsOf(shop)).not.toContain('getUpdates');

    expect(await (await fetch(`${root}/health/ready`)).json()).toEqual({ status: 'ready' });
    const numbers = await (await fetch(`${root}/metrics`)).text();
    for (const line of [
      'ngorder_bot_webhook_requests_total{outcome="stored"} 3',
      'ngorder_bot_updates_total{kind="message",outcome="done"} 2',
      'ngorder_bot_updates_total{kind="callback_query",outcome="done"} 1',
      'ngorder_bot_acts_total{kind="cancel",result="done"} 1',
      'ngorder_bot_ngorder_requests_total{endpoint="cancelOrder",outcome="ok"} 1',
      'ngorder_bot_inbox_waiting 0',
    ]) {
      expect(numbers.split('\n')).toContain(line);
    }
    const forged = await fetch(`${root}/telegram`, { method: 'POST', body: '{"update_id":1}' });
    expect(forged.status).toBe(401);
    expect(await bot.end('SIGTERM')).toEqual({ code: 0, signal: null });

    await shop.play.say(shop.sari, shop.chat, '/start');
    await shop.runningBot();
    await shop.sees('What would you like to do?', question.message_id);
    expect(await methodsOf(shop)).toContain('getUpdates');
  });

  test('says in a sentence that its port is taken, and ends', async () => {
    await using shop = await Shop.open();
    const port = await listening(createServer());
    const url = `http://127.0.0.1:${port}/telegram`;
    const bot = shop.bot({ PORT: String(port), WEBHOOK_URL: url });
    expect(await bot.ended).toEqual({ code: 1, signal: null });
    expect(bot.said).toContain(`PORT ${port} can’t be used (EADDRINUSE): choose another one`);
    expect(bot.said).not.toMatch(/^\s+at /m);
  });

  test('that polls runs without its health pages where the port is taken', async () => {
    await using shop = await Shop.open();
    const taken = createServer();
    taken.listen(0);
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const bot = shop.bot({ PORT: String(port) });
    await bot.says('the bot runs without its health pages and numbers');
    await shop.ask('/help', '/cancel');
  });

  test('is told in a sentence when Telegram refuses the address', async () => {
    await using shop = await Shop.open();
    const bot = shop.bot({ WEBHOOK_URL: 'http://bot.example/telegram' });
    expect(await bot.ended).toEqual({ code: 1, signal: null });
    expect(bot.said).toContain('Telegram refuses: Bad Request: bad webhook: An HTTPS URL must be');
    expect(bot.said).not.toMatch(/^\s+at /m);
  });
});

/** Two copies of the bot on one PostgreSQL; what Telegram sends goes to the one and the other in turn. */
async function openTwoCopies(shop: Shop) {
  const server = inject('postgres') ?? '';
  const name = `webhook_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const database = new URL(server);
  database.pathname = `/${name}`;

  const ports: number[] = [];
  const asked = [0, 0];
  let turn = 0;
  const balancer = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const first = turn++ % 2;
    const hand = async (at: number): Promise<Response> => {
      const answer = await fetch(`http://127.0.0.1:${ports[at]}/telegram`, {
        method: 'POST',
        headers: { 'x-telegram-bot-api-secret-token': secret },
        body: new Uint8Array(body),
      });
      if (answer.ok) asked[at] = (asked[at] ?? 0) + 1;
      return answer;
    };
    const answer = await hand(first).catch(() => hand(1 - first));
    response.writeHead(answer.status).end();
  });
  const url = `http://127.0.0.1:${await listening(balancer)}/telegram`;
  const start = () =>
    shop.bot({ WEBHOOK_URL: url, WEBHOOK_SECRET: secret, DATABASE_URL: database.href });
  const copies = [start(), start()] as const;
  ports.push(...(await Promise.all(copies.map(portOf))));
  await Promise.all(copies.map((copy) => copy.says('the bot is running')));
  /** Hands an update over as Telegram does. */
  const post = async (update: object): Promise<number> =>
    (await fetch(url, { method: 'POST', body: JSON.stringify(update) })).status;
  return { copies, post, asked };
}

describe.skipIf(inject('postgres') === null)('two copies on one PostgreSQL', () => {
  test('share what comes, and do once what is sent ten times or pressed again', async () => {
    await using shop = await Shop.open();
    const { post, asked } = await openTwoCopies(shop);
    const { sari, chat } = shop;
    const question = await shop.ask(`/cancel ${namedOrders.unpaid.orderId}`, 'Cancel this order?');
    const yes = dataOf(question, 'Yes, cancel order');
    await shop.press(question, 'Yes, cancel order');
    await shop.becomes(question, 'Canceled by Sari Dewi');

    // Again under new numbers, after the act was done.
    const pressed = (update_id: number) => ({
      update_id,
      callback_query: {
        id: `${update_id}`,
        from: sari,
        chat_instance: '1',
        data: yes,
        message: question,
      },
    });
    expect(await Promise.all([900_001, 900_002].map((id) => post(pressed(id))))).toEqual([
      200, 200,
    ]);

    const said = {
      update_id: 900_003,
      message: {
        message_id: question.message_id,
        date: question.date,
        chat,
        from: sari,
        text: '/settings',
        entities: [{ type: 'bot_command', offset: 0, length: 9 }],
      },
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(said)));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await post(said)).toBe(200);
    const last = await shop.ask('/help', '/cancel');

    expect(shop.acts()).toEqual([
      `POST /api/open/order/cancel {"id":${namedOrders.unpaid.orderId}}`,
    ]);
    const messages = (await shop.play.messages(chat)).filter(({ from }) => from?.is_bot);
    const settings = messages.filter((message) => shownBy(message).includes('Language of'));
    expect(settings.map(shownBy)).toHaveLength(1);
    expect(messages.at(-1)?.message_id).toBe(last.message_id);
    for (const count of asked) expect(count).toBeGreaterThan(3);
  });

  test('answer every chat in order, and one goes on when the other is ended', async () => {
    await using shop = await Shop.open();
    const { copies } = await openTwoCopies(shop);
    for (const text of ['/start', '/help', '/settings', '/help']) {
      await shop.play.say(shop.sari, shop.chat, text);
    }
    const bots = await shop.play.waitFor(shop.chat, (messages) => {
      const found = messages.filter(({ from }) => from?.is_bot);
      return found.length >= 4 && found;
    });
    expect(bots.map((message) => /\/cancel/.test(shownBy(message)))).toEqual([
      expect.any(Boolean),
      true,
      false,
      true,
    ]);
    expect(await copies[0].end('SIGTERM')).toEqual({ code: 0, signal: null });
    await shop.ask('/help', '/cancel');
    expect(await copies[1].end('SIGTERM')).toEqual({ code: 0, signal: null });
  });
});
