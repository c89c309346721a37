import type { IncomingHttpHeaders } from 'node:http';
import { isFromAnotherSite } from '../fetch-metadata.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a request's `Host` and, if present, `Origin` name this machine or the address that the
 * sandbox listens on. Refuses pages from elsewhere, even those that send no `Origin`, and foreign
 * names that resolve to this machine.
 */
export function isFromHere(headers: IncomingHttpHeaders, listensOn: string): boolean {
  const allowed = (address: string) => {
    const name = URL.canParse(address) ? new URL(address).hostname : '';
    return loopback.has(name) || name === listensOn || name === `[${listensOn}]`;
  };
  if (!allowed(`http://${headers.host ?? ''}`)) return false;
  return headers.origin === undefined ? !isFromAnotherSite(headers) : allowed(headers.origin);
}
