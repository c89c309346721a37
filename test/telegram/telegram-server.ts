import { EventEmitter, once } from 'node:events';
import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { CallOptions } from '../../src/telegram/calls/transformer.ts';
import { createTelegram } from '../../src/telegram/client.ts';

interface Received {
  method: string;
  type: string;
  body: Buffer;
  at: number;
}

export type Reply = (response: ServerResponse, request: Received) => void;

export const ok = (result: unknown): Reply => json(200, { ok: true, result });
export const refusal = (code: number, description: string, parameters?: object): Reply =>
  json(code, { ok: false, error_code: code, description, ...(parameters && { parameters }) });
export const flood = (seconds: number): Reply =>
  refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });

function json(status: number, body: unknown): Reply {
  return (response) => response.writeHead(status).end(JSON.stringify(body));
}

/** A Telegram whose n-th answer is the n-th reply, the last one for all that follow. */
export function telegram(...replies: [Reply, ...Reply[]]) {
  return telegramWith({}, ...replies);
}

/** As {@link telegram}, for a caller that wants to be told of something. */
export async function telegramWith(options: CallOptions, ...replies: [Reply, ...Reply[]]) {
  const requests: Received[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray().catch(() => []);
    const received = {
      method: (request.url ?? '').split('/').at(-1) ?? '',
      type: request.headers['content-type'] ?? '',
      body: Buffer.concat(chunks),
      at: performance.now(),
    };
    requests.push(received);
    server.emit('received');
    (replies[requests.length - 1] ?? replies.at(-1))?.(response, received);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const events = new EventEmitter();
  const log = pino({ level: 'warn' }, { write: () => events.emit('waiting') });
  const { api, createBot } = createTelegram({
    token: '1:secret',
    apiRoot,
    log,
    pausesMs: [10, 20],
    ...options,
  });
  return {
    api,
    createBot,
    requests,
    received: () => once(server, 'received'),
    waiting: () => once(events, 'waiting'),
  };
}
