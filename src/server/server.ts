import { once } from 'node:events';
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import type { Logger } from 'pino';
import type { ListenAddress } from '../config.ts';
import { type Answer, json, send, text } from './answer.ts';
import type { Metrics } from './metrics.ts';
import { isFromNearby } from './nearby.ts';
import type { Readiness } from './readiness.ts';
import { receiveWebhook, type WebhookParts } from './webhook.ts';

export interface ServerParts {
  readiness: Readiness;
  metrics: Metrics;
  log: Logger;
  /** Where Telegram hands updates over; undefined when they are fetched. */
  webhook?: WebhookParts | undefined;
}

/** An HTTP server that listens. */
export interface HttpServer {
  port: number;
  /** Takes no more requests, and waits a moment for those that are being answered. */
  close(): Promise<void>;
}

/** The bot can't listen at its port; the message is for the person who runs it. */
export class PortUnusable extends Error {
  override readonly name = 'PortUnusable';
}

/**
 * The bot's side towards the web: the webhook, and how it is doing.
 *
 * - `/health/live`: the process answers; `/health/ready` and `/health`: it can be relied on, else 503
 * - `/metrics`: numbers for Prometheus
 *
 * The numbers and the reasons of a 503 are told on this machine and its own network alone.
 */
export function createServer({ readiness, metrics, log, webhook }: ServerParts): RequestListener {
  const pages: Readonly<Record<string, (request: IncomingMessage) => Answer | Promise<Answer>>> = {
    '/health': readyPage,
    '/health/live': () => json({ status: 'live' }),
    '/health/ready': readyPage,
    '/metrics': async (request) =>
      isFromNearby(request)
        ? text(await metrics.text(), 200, metrics.contentType)
        : json({ error: 'Only for this machine and its own network, without a proxy.' }, 403),
  };
  const receive = webhook && receiveWebhook(webhook, metrics, log);

  async function readyPage(request: IncomingMessage): Promise<Answer> {
    const reasons = await readiness();
    if (reasons.length === 0) return json({ status: 'ready' });
    return json({ status: 'not ready', ...(isFromNearby(request) && { reasons }) }, 503);
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    const path = URL.parse(`http://localhost${request.url}`)?.pathname ?? '';
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && Object.hasOwn(pages, path)) return pages[path]?.(request) ?? notFound;
    if (request.method === 'POST' && path === webhook?.path) return receive?.(request) ?? notFound;
    return notFound;
  }

  return (request, response) => {
    answer(request)
      .catch((error: unknown) => {
        log.error({ err: error }, 'a request could not be answered');
        return json({ error: 'Something went wrong here.' }, 500);
      })
      .then((answered) => send(response, answered));
  };
}

const notFound = text('404 Not Found', 404);

const closeWithinMs = 1000;
/** Telegram keeps an idle connection for 60 s: closed here first, it may break under the next update. */
const keepIdleMs = 75_000;

/** @throws {PortUnusable} */
export async function listen(
  answer: RequestListener,
  { host, port }: ListenAddress,
): Promise<HttpServer> {
  const server = createHttpServer({ keepAliveTimeout: keepIdleMs }, answer);
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new PortUnusable(
      `PORT ${host === undefined ? port : `${host}:${port}`} can’t be used (${codeOf(error)}): choose another one, or stop what holds it.`,
      { cause: error },
    );
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('Not a TCP server');
  return {
    port: address.port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      // One that is being answered falls idle afterwards, and would be kept for the next request.
      const idle = setInterval(() => server.closeIdleConnections(), 20);
      const force = setTimeout(() => server.closeAllConnections(), closeWithinMs);
      await closed;
      clearInterval(idle);
      clearTimeout(force);
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
