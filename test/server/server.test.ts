import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { Update } from 'grammy/types';
import { type Logger, pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createMetrics } from '../../src/server/metrics.ts';
import { createReadiness } from '../../src/server/readiness.ts';
import { createServer, listen, PortUnusable } from '../../src/server/server.ts';
import type { Backlog } from '../../src/store/inbox/backlog.ts';
import { recorded } from '../delivery/updates.ts';

const secret = 'known-to_Telegram-alone';
const longestBody = 1024 * 1024;

interface World {
  accept?: (update: Update) => Promise<void>;
  backlog?: () => Promise<Backlog>;
  trouble?: string;
  isRunning?: () => boolean;
  path?: string;
  log?: Logger;
}

/** The bot's server, and what it has stored. */
async function serve({
  accept,
  backlog,
  trouble,
  isRunning = () => true,
  path = '/telegram/hook',
  log = pino({ level: 'silent' }),
}: World) {
  const stored: Update[] = [];
  const read = backlog ?? (async () => ({ waiting: 0, oldestMs: 0 }));
  const metrics = createMetrics(read);
  const app = createServer({
    readiness: createReadiness({
      backlog: read,
      trouble: () => trouble,
      isRunning,
      answerMs: 50,
    }),
    metrics,
    log,
    webhook: { path, secret, accept: accept ?? (async (update) => void stored.push(update)) },
  });
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  const root = `http://127.0.0.1:${server.port}`;
  const get = async (at: string) => {
    const answer = await fetch(root + at);
    return { status: answer.status, body: await answer.text() };
  };
  const post = async (body: string | undefined, headers: Record<string, string> = {}, at = path) =>
    fetch(root + at, {
      method: 'POST',
      headers: { 'x-telegram-bot-api-secret-token': secret, ...headers },
      ...(body !== undefined && { body }),
    });
  return { stored, metrics, server, root, get, post };
}

describe('the webhook', () => {
  test('acknowledges an update when it is stored, not before', async () => {
    const storing = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const { post } = await serve({
      accept: () => {
        asked.resolve();
        return storing.promise;
      },
    });
    let answered = false;
    const answer = post('{"update_id":7}').finally(() => {
      answered = true;
    });
    await asked.promise;
    expect(answered).toBe(false);
    storing.resolve();
    expect((await answer).status).toBe(200);
  });

  test('hands over what Telegram sent', async () => {
    const { post, stored } = await serve({});
    const update = { update_id: 7, message: { text: 'Batalkan “Kaos” 😀', chat: { id: -100 } } };
    await post(JSON.stringify(update));
    expect(stored).toEqual([update]);
  });

  test.each([
    ['a wrong secret', { 'x-telegram-bot-api-secret-token': `${secret}x` }],
    ['no secret', { 'x-telegram-bot-api-secret-token': '' }],
  ])('refuses %s with 401 and stores nothing', async (_, headers) => {
    const { post, stored } = await serve({});
    expect((await post('{"update_id":7}', headers)).status).toBe(401);
    expect(stored).toEqual([]);
  });

  test('refuses a body of more than 1 MB with 413, and takes one of 1 MB', async () => {
    const { post, stored } = await serve({});
    const sized = (bytes: number) => `{"update_id":7}${' '.repeat(bytes - 15)}`;
    expect((await post(sized(longestBody + 1))).status).toBe(413);
    expect(stored).toEqual([]);
    expect((await post(sized(longestBody))).status).toBe(200);
  });

  test('refuses a long body that does not say how long it is', async () => {
    const { root, stored } = await serve({});
    const sending = request(`${root}/telegram/hook`, {
      method: 'POST',
      headers: { 'x-telegram-bot-api-secret-token': secret },
    });
    sending.on('error', () => undefined);
    sending.write('{"update_id":7}');
    for (let sent = 0; sent <= longestBody; sent += 65_536) sending.write(' '.repeat(65_536));
    sending.end();
    const [answer] = await once(sending, 'response');
    expect(answer.statusCode).toBe(413);
    expect(stored).toEqual([]);
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '"update"',
    '{"update_id":"7"}',
    '{"update_id":1.5}',
    '{"message":{}}',
    '\u0000',
  ])('refuses what is no update with 400: %j', async (body) => {
    const { post, stored } = await serve({});
    expect((await post(body)).status).toBe(400);
    expect(stored).toEqual([]);
  });

  test('asks Telegram to repeat what could not be stored', async () => {
    let broken = true;
    const { post } = await serve({
      accept: async () => {
        if (broken) throw new Error('disk full');
      },
    });
    expect((await post('{"update_id":7}')).status).toBe(503);
    broken = false;
    expect((await post('{"update_id":7}')).status).toBe(200);
  });

  test('asks Telegram to repeat within a second what a slow database has not stored', async () => {
    const { post } = await serve({ accept: () => new Promise(() => undefined) });
    const asked = performance.now();
    expect((await post('{"update_id":7}')).status).toBe(503);
    expect(performance.now() - asked).toBeLessThan(1500);
  });

  test('says in the log why it refuses, however many are refused', async () => {
    const { log, lines } = recorded();
    const { post } = await serve({ log });
    for (let n = 0; n < 20; n += 1) {
      await post('{}', { 'x-telegram-bot-api-secret-token': 'no' });
      await post('{');
      await post('{}', {}, '/elsewhere');
    }
    await post(' '.repeat(longestBody + 1));
    expect(lines.map(({ msg, outcome }) => [msg, outcome])).toEqual([
      ['a webhook request was refused', 'wrong secret'],
      ['a webhook request was refused', 'no update'],
      ['a webhook request was refused', 'too large'],
    ]);
  });

  test('counts all of that', async () => {
    const { post, get } = await serve({});
    await post('{"update_id":7}');
    await post('{"update_id":8}');
    await post('{');
    await post('{}', { 'x-telegram-bot-api-secret-token': 'no' });
    await post(' '.repeat(longestBody + 1));
    const { body } = await get('/metrics');
    const counted = body.match(/^ngorder_bot_webhook_requests_total.*$/gm)?.sort();
    expect(counted).toEqual([
      'ngorder_bot_webhook_requests_total{outcome="no update"} 1',
      'ngorder_bot_webhook_requests_total{outcome="stored"} 2',
      'ngorder_bot_webhook_requests_total{outcome="too large"} 1',
      'ngorder_bot_webhook_requests_total{outcome="wrong secret"} 1',
    ]);
  });

  test('outlives a request that is broken off', async () => {
    const { server, post, stored } = await serve({});
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      `POST /telegram/hook HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: ${secret}\r\nContent-Length: 100\r\n\r\n{"upd`,
    );
    socket.destroy();
    expect((await post('{"update_id":7}')).status).toBe(200);
    expect(stored).toEqual([{ update_id: 7 }]);
  });

  test.each(['/', '/bot123:ABC/*', '/a%20b', '/:hook'])(
    'answers at its own path alone: %s',
    async (path) => {
      const { post, root } = await serve({ path });
      expect((await post('{"update_id":7}')).status).toBe(200);
      expect((await post('{"update_id":7}', {}, '/elsewhere')).status).toBe(404);
      expect((await fetch(root + path)).status).toBe(404);
    },
  );

  test('keeps an idle connection for longer than Telegram does', async () => {
    const { post } = await serve({});
    const { headers } = await post('{"update_id":7}');
    const kept = /timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1];
    // WebhookActor.cpp of Telegram's Bot API server, create_connection.
    expect(Number(kept)).toBeGreaterThan(60);
  });

  test('of a bot that closes: what is being answered is answered, then nothing listens', async () => {
    const storing = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const { post, server } = await serve({
      accept: () => {
        asked.resolve();
        return storing.promise;
      },
    });
    const answer = post('{"update_id":7}');
    await asked.promise;
    const closed = server.close();
    storing.resolve();
    expect((await answer).status).toBe(200);
    await closed;
    await expect(post('{"update_id":8}')).rejects.toThrow();
  });
});

describe('health', () => {
  test('is good while the bot runs and its database answers', async () => {
    const { get } = await serve({});
    for (const path of ['/health', '/health/ready']) {
      expect(await get(path)).toEqual({ status: 200, body: '{"status":"ready"}' });
    }
    expect(await get('/health/live')).toEqual({ status: 200, body: '{"status":"live"}' });
  });

  test.each<[string, World]>([
    ['the database does not answer', { backlog: () => Promise.reject(new Error('gone')) }],
    ['the database does not answer', { backlog: () => new Promise(() => undefined) }],
    [
      'an update has been waiting for 121 seconds',
      { backlog: async () => ({ waiting: 3, oldestMs: 121_000 }) },
    ],
    ['the database can’t be used: the disk is full', { trouble: 'the disk is full' }],
    ['the bot is starting or stopping', { isRunning: () => false }],
  ])('is bad when %s, and the process lives', async (reason, world) => {
    const { get } = await serve(world);
    for (const path of ['/health', '/health/ready']) {
      const { status, body } = await get(path);
      expect(status).toBe(503);
      expect(JSON.parse(body)).toEqual({ status: 'not ready', reasons: [reason] });
    }
    expect((await get('/health/live')).status).toBe(200);
  });
});

describe('the numbers', () => {
  test('are told to Prometheus', async () => {
    const { metrics, get, root } = await serve({
      backlog: async () => ({ waiting: 3, oldestMs: 1500 }),
    });
    metrics.updateHandled('message', 'done', 40);
    metrics.updateHandled('message', 'done', 4000);
    metrics.ngorderRequest('cancelOrder', 'ok', 300);
    metrics.actEnded('cancel', 'done');
    metrics.telegramFlood('sendMessage');
    const { body } = await get('/metrics');
    for (const line of [
      'ngorder_bot_updates_total{kind="message",outcome="done"} 2',
      'ngorder_bot_update_seconds_bucket{le="0.05",kind="message"} 1',
      'ngorder_bot_update_seconds_sum{kind="message"} 4.04',
      'ngorder_bot_inbox_waiting 3',
      'ngorder_bot_inbox_oldest_seconds 1.5',
      'ngorder_bot_ngorder_requests_total{endpoint="cancelOrder",outcome="ok"} 1',
      'ngorder_bot_ngorder_request_seconds_sum{endpoint="cancelOrder"} 0.3',
      'ngorder_bot_acts_total{kind="cancel",result="done"} 1',
      'ngorder_bot_telegram_429_total{method="sendMessage"} 1',
    ]) {
      expect(body.split('\n')).toContain(line);
    }
    const { headers } = await fetch(`${root}/metrics`);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  });

  test.each([
    ['x-forwarded-for', '203.0.113.5'],
    ['X-Forwarded-Proto', 'https'],
    ['x-real-ip', '203.0.113.5'],
    ['forwarded', 'for=203.0.113.5'],
    ['via', '1.1 proxy'],
    ['cf-connecting-ip', '203.0.113.5'],
  ])('are not told to whom a proxy asks for: %s', async (name, value) => {
    const { root } = await serve({});
    const answer = await fetch(`${root}/metrics`, { headers: { [name]: value } });
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain('ngorder_bot');
    expect((await fetch(`${root}/health`, { headers: { [name]: value } })).status).toBe(200);
  });

  test('are not told to a proxy that says nothing of whom it asks for, as nginx does', async () => {
    const { server } = await serve({});
    const socket = connect(server.port, '127.0.0.1');
    socket.write('GET /metrics HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');
    const answer = Buffer.concat(await socket.toArray()).toString();
    expect(answer).toMatch(/^HTTP\/1\.[01] 403 /);
  });

  test('are not told to a proxy that hands on nothing but the name it was asked for, as HAProxy does', async () => {
    const { server } = await serve({ trouble: 'the disk is full' });
    const ask = async (path: string) => {
      const socket = connect(server.port, '127.0.0.1');
      socket.write(`GET ${path} HTTP/1.1\r\nHost: bot.example\r\nConnection: close\r\n\r\n`);
      return Buffer.concat(await socket.toArray()).toString();
    };
    expect(await ask('/metrics')).toMatch(/^HTTP\/1\.1 403 /);
    const health = await ask('/health');
    expect(health).toMatch(/^HTTP\/1\.1 503 /);
    expect(health).toContain('{"status":"not ready"}');
  });

  test('are told without those of the database when it does not answer', async () => {
    const { get } = await serve({ backlog: () => Promise.reject(new Error('gone')) });
    const { status, body } = await get('/metrics');
    expect(status).toBe(200);
    expect(body).toContain('ngorder_bot_inbox_waiting NaN');
  });
});

test('a port that is taken is said in a sentence', async () => {
  const { server } = await serve({});
  const metrics = createMetrics(async () => ({ waiting: 0, oldestMs: 0 }));
  const log = pino({ level: 'silent' });
  const address = { host: '127.0.0.1', port: server.port };
  const second = listen(createServer({ readiness: async () => [], metrics, log }), address);
  await expect(second).rejects.toBeInstanceOf(PortUnusable);
  await expect(second).rejects.toThrow(
    `PORT 127.0.0.1:${server.port} can’t be used (EADDRINUSE): `,
  );
});

test('without a webhook nothing is taken', async () => {
  const metrics = createMetrics(async () => ({ waiting: 0, oldestMs: 0 }));
  const log = pino({ level: 'silent' });
  const server = await listen(createServer({ readiness: async () => [], metrics, log }), {
    host: undefined,
    port: 0,
  });
  onTestFinished(() => server.close());
  const answer = await fetch(`http://127.0.0.1:${server.port}/`, { method: 'POST', body: '{}' });
  expect(answer.status).toBe(404);
});
