/** Who may use the control interface: pages and programs of this machine, but no other website. */
import type { IncomingHttpHeaders } from 'node:http';
import { isFromAnotherSite } from '../../fetch-metadata.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a request's `Host` and, if present, `Origin` name this machine or the address that the
 * sandbox listens on. Refuses pages from elsewhere, even those that send no `Origin`, and foreign
 * names that resolve to this machine.
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
