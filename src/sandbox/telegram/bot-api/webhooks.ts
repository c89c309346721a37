import { isIPv4 } from 'node:net';
import { BotApiError } from '../http/errors.ts';
import { readWebhookUrl } from '../webhook/url.ts';
import { Webhook, type WebhookSettings } from '../webhook/webhook.ts';
import { type BotApiCall, Described } from './call.ts';
import { allowUpdates } from './updates.ts';

const defaultConnections = 40;
const connectionsAtMost = 100;
const maxSecret = 256;

/** tdlib Client.cpp, process_set_webhook_query: the old webhook is removed even if the new one is refused. */
export function setWebhook(call: BotApiCall): Described {
  const { world, args } = call;
  if (!args.has('url')) return deleteWebhook(call);
  if (isSame(call)) {
    allowUpdates(call);
    return new Described(true, 'Webhook is already set');
  }
  world.updates.end('Conflict: terminated by setWebhook request');
  removeWebhook(call);
  const settings: WebhookSettings = {
    url: readWebhookUrl(args.text('url')),
    asGiven: args.text('url'),
    secret: readSecret(args.text('secret_token')),
    maxConnections: connectionsOf(call),
    ipAddress: args.text('ip_address'),
    hasCertificate: args.file('certificate') !== undefined,
  };
  allowUpdates(call);
  world.webhook = new Webhook(settings, world.updates, call.carryOut);
  world.webhook.wake();
  return new Described(true, 'Webhook was set');
}

export function deleteWebhook(call: BotApiCall): Described {
  const had = call.world.webhook !== undefined;
  removeWebhook(call);
  return new Described(true, had ? 'Webhook was deleted' : 'Webhook is already deleted');
}

function removeWebhook({ world, args }: BotApiCall): void {
  world.webhook?.stop();
  world.webhook = undefined;
  if (args.boolean('drop_pending_updates')) world.updates.clear();
}

function isSame(call: BotApiCall): boolean {
  const { world, args } = call;
  const old = world.webhook?.settings;
  if (!old || old.hasCertificate || args.file('certificate')) return false;
  return (
    old.asGiven === args.text('url') &&
    old.secret === args.text('secret_token') &&
    old.maxConnections === connectionsOf(call) &&
    old.ipAddress === args.text('ip_address') &&
    !args.boolean('drop_pending_updates')
  );
}

function connectionsOf({ args }: BotApiCall): number {
  const wanted = args.integer('max_connections', defaultConnections);
  return Math.min(Math.max(wanted, 1), connectionsAtMost);
}

function readSecret(secret: string): string {
  if (secret.length > maxSecret)
    throw new BotApiError(400, 'Bad Request: secret token is too long');
  if (/[^\w-]/.test(secret))
    throw new BotApiError(400, 'Bad Request: secret token contains unallowed characters');
  return secret;
}

/** tdlib Client.cpp, JsonWebhookInfo. */
export function getWebhookInfo({ world }: BotApiCall): unknown {
  const { webhook, updates } = world;
  const { settings, lastError } = webhook ?? {};
  return {
    url: settings?.asGiven ?? '',
    has_custom_certificate: settings?.hasCertificate ?? false,
    pending_update_count: updates.pending,
    ...(lastError && { last_error_date: lastError.date, last_error_message: lastError.message }),
    ...(settings && {
      max_connections: settings.maxConnections,
      ip_address:
        settings.ipAddress || (isIPv4(settings.url.hostname) ? settings.url.hostname : '<unknown>'),
    }),
    ...(updates.allowed.length > 0 && { allowed_updates: updates.allowed }),
  };
}
