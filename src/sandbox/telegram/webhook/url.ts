import { isIPv4, isIPv6 } from 'node:net';
import { badRequest } from '../http/errors.ts';

const webhookPorts = new Set(['', '80', '88', '443', '8443']);

/** td IPAddress::is_reserved: addresses that no public server has. */
const reservedNetworks =
  /^(?:0|10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168|22[4-9]|2[34]\d|25[0-5])\./;

/**
 * Reads a webhook's URL, refusing what Telegram refuses (tdlib Client.cpp, do_set_webhook;
 * WebhookActor.cpp, start_up and check_ip_address). Unlike Telegram it allows a server on this
 * machine, over plain HTTP and on any port: that is where a bot under test runs.
 */
export function readWebhookUrl(text: string): URL {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.parse(full);
  if (!url || !/^https?:$/.test(url.protocol) || /\s/.test(text))
    throw badRequest('invalid webhook URL specified');
  const bad = isOnThisMachine(url) ? undefined : whatIsBad(url);
  if (bad) throw badRequest(`bad webhook: ${bad}`);
  return url;
}

function isOnThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

function whatIsBad({ protocol, port, hostname }: URL): string | undefined {
  if (protocol === 'http:') return 'An HTTPS URL must be provided for webhook';
  if (!webhookPorts.has(port)) return 'Webhook can be set up only on ports 80, 88, 443 or 8443';
  if (isIPv6(hostname.slice(1, -1))) return 'IPv6-only addresses are not allowed';
  if (isIPv4(hostname) && reservedNetworks.test(hostname))
    return `IP address ${hostname} is reserved`;
  return undefined;
}
