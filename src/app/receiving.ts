import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Inbox } from '../delivery/inbox.ts';
import { runAsLeader } from '../delivery/leader.ts';
import { poll } from '../delivery/polling.ts';
import { receiveByWebhook, registerWebhook } from '../delivery/webhook.ts';
import { untilReached } from '../telegram/availability.ts';
import type { Infrastructure } from './infrastructure.ts';
import type { TelegramLink } from './telegram.ts';

/** Where Telegram hands updates over, and what it sends along. */
export interface Webhook {
  url: string;
  path: string;
  secret: string;
}

/** Undefined: updates are fetched. */
export function webhookOf(
  { webhook }: Config,
  { store }: Pick<Infrastructure, 'store'>,
): Webhook | undefined {
  if (webhook === undefined) return undefined;
  const { url, secret = store.encryption.derive('webhook secret') } = webhook;
  return { url, path: new URL(url).pathname, secret };
}

export interface ReceivingOptions {
  webhook: Webhook | undefined;
  accept: Inbox['accept'];
  log: Logger;
  /** How long a poller that died keeps others from polling, other than its own. */
  leaseMs?: number;
}

/**
 * Has updates come in until the signal says stop: handed over by Telegram, or fetched by one of the copies that run.
 * @throws {BotTokenRejected}; `GrammyError` when Telegram refuses the webhook
 */
export function receiveUpdates(
  { botId, leases }: Pick<Infrastructure, 'botId' | 'leases'>,
  { api }: TelegramLink,
  { webhook, accept, log, ...holding }: ReceivingOptions,
  stopping: AbortSignal,
): Promise<void> {
  if (webhook === undefined) {
    const poller = { leases, name: `poller:${botId}`, log, ...holding };
    return runAsLeader(poller, stopping, (signal) => poll({ api, accept, log }, signal));
  }
  const register = () => registerWebhook(api, webhook, stopping);
  return receiveByWebhook(() => untilReached(register, log, stopping), stopping);
}
