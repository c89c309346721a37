import type { Logger } from 'pino';
import type { ListenAddress } from '../config.ts';
import { createReadiness } from '../server/readiness.ts';
import { createServer, type HttpServer, listen, PortUnusable } from '../server/server.ts';
import type { WebhookParts } from '../server/webhook.ts';
import type { Infrastructure } from './infrastructure.ts';

export interface HttpOptions {
  address: ListenAddress;
  /** Where Telegram hands updates over; undefined when they are fetched. */
  webhook: WebhookParts | undefined;
  /** Telegram has been reached, and updates are being handled. */
  isRunning: () => boolean;
  log: Logger;
}

/**
 * Listens for Telegram and for who asks how the bot is doing. Without a webhook nobody has to reach the bot: where the
 * port can't be used it then runs without its health pages rather than not at all.
 * @throws {PortUnusable} when Telegram could hand nothing over
 */
export async function openHttp(
  { store, inboxRows, metrics }: Pick<Infrastructure, 'store' | 'inboxRows' | 'metrics'>,
  { address, webhook, isRunning, log }: HttpOptions,
): Promise<HttpServer | undefined> {
  const readiness = createReadiness({
    backlog: inboxRows.backlog,
    trouble: () => store.health.trouble,
    isRunning,
  });
  try {
    const server = await listen(createServer({ readiness, metrics, log, webhook }), address);
    log.info({ host: address.host, port: server.port }, 'listening');
    return server;
  } catch (error) {
    if (webhook !== undefined || !(error instanceof PortUnusable)) throw error;
    log.warn({ err: error }, 'the bot runs without its health pages and numbers');
    return undefined;
  }
}
