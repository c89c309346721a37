/** Who may use the control side: pages and programs of this machine, not a web site far away. */
import type { IncomingHttpHeaders } from 'node:http';
import { isFromAnotherSite } from '../../fetch-metadata.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a request's `Host`, and its `Origin` if it has one, name this machine (or the address the
 * sandbox listens on). A page from elsewhere, also where it sends no `Origin`, and a foreign name that points
 * here are refused.
 */
export function isFromHere(headers: IncomingHttpHeaders, listensOn: string): boolean {
  const allowed = (name: string | undefined) =>
    name !== undefined && (loopback.has(name) || name === listensOn || name === `[${listensOn}]`);
  if (!allowed(hostname(`http://${headers.host ?? ''}`))) return false;
  if (headers.origin === undefined) return !isFromAnotherSite(headers);
  return allowed(hostname(headers.origin));
}

function hostname(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
