import { once } from 'node:events';
import { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { ListenAddress } from '../config.ts';
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

type App = Hono<{ Bindings: HttpBindings }>;

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
export function createServer({ readiness, metrics, log, webhook }: ServerParts): App {
  const server: App = new Hono();
  server.onError((error, c) => {
    log.error({ err: error }, 'a request could not be answered');
    return c.json({ error: 'Something went wrong here.' }, 500);
  });
  server.get('/health/live', (c) => c.json({ status: 'live' }));
  server.on('GET', ['/health', '/health/ready'], async (c) => {
    const reasons = await readiness();
    if (reasons.length === 0) return c.json({ status: 'ready' });
    return c.json({ status: 'not ready', ...(isFromNearby(c.env) && { reasons }) }, 503);
  });
  server.get('/metrics', async (c) =>
    isFromNearby(c.env)
      ? c.text(await metrics.text(), 200, { 'content-type': metrics.contentType })
      : c.json({ error: 'Only for this machine and its own network, without a proxy.' }, 403),
  );
  if (webhook !== undefined) {
    const receive = receiveWebhook(webhook, metrics, log);
    // Compared as it is: a path may hold signs that a route would take for a pattern.
    server.post('*', (c, next) =>
      new URL(c.req.url).pathname === webhook.path ? receive(c) : next(),
    );
  }
  return server;
}

const closeWithinMs = 1000;
/** Telegram keeps an idle connection for 60 s: closed here first, it may break under the next update. */
const keepIdleMs = 75_000;

/** @throws {PortUnusable} */
export async function listen(app: App, { host, port }: ListenAddress): Promise<HttpServer> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { keepAliveTimeout: keepIdleMs },
  });
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
      if (!(server instanceof Server)) return;
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
