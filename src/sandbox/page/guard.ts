/** Requests that the page's server refuses unseen. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { isFromAnotherSite, isNavigation } from '../fetch-metadata.ts';
import { loopbackAddress } from '../free-port.ts';

/** The response to a refused request. */
export interface ErrorResponse {
  status: 403 | 404 | 413 | 502;
  error: string;
}

const megabyte = 1024 * 1024;

/**
 * People may send documents as large as a bot's (Bot API reference, sendDocument); everything else
 * is JSON.
 */
const maxDocumentBytes = 50 * megabyte;
export const maxJsonBytes = megabyte;

export const nothingHere: ErrorResponse = { status: 404, error: 'There is nothing here.' };
export const tooLarge: ErrorResponse = { status: 413, error: 'The request is too large.' };

/** Path traversal, plain or encoded. */
const pathTraversal = /\\|\/\/|(?:^|\/)\.{1,2}(?:\/|$)|%(?:2e|2f|5c|00)/i;

/**
 * The reason to refuse a request, if there is one.
 *
 * @param listensOn the address that the server listens on
 */
export function refusalOf(incoming: IncomingMessage, listensOn: string): ErrorResponse | undefined {
  const [path = '/'] = (incoming.url ?? '/').split('?', 1);
  if (isForeign(incoming, listensOn) || isEmbedded(incoming, path))
    return { status: 403, error: 'This page answers only to itself.' };
  if (pathTraversal.test(path)) return nothingHere;
  if (Number(incoming.headers['content-length'] ?? 0) > longestBody(path)) return tooLarge;
  return undefined;
}

/** Another site may link to the page, but not load any part of it. */
function isEmbedded({ headers, method }: IncomingMessage, path: string): boolean {
  const isLink = method === 'GET' && path === '/' && isNavigation(headers);
  return isFromAnotherSite(headers) && !isLink;
}

/** The most bytes that may be sent to a path. */
export const longestBody = (path: string): number =>
  path.startsWith('/sandbox/') ? maxDocumentBytes : maxJsonBytes;

/**
 * Whether a request comes from a page of another origin, or under a name that isn't this machine's:
 * a foreign name can resolve to the loopback address (DNS rebinding). A bare IP address can't, so
 * any is accepted if the server listens on more than loopback.
 */
export function isForeign(
  { headers }: Pick<IncomingMessage, 'headers'>,
  listensOn: string = loopbackAddress,
): boolean {
  const { host, origin } = headers;
  const name = /^(?:\[(?<v6>[^\]]+)\]|(?<name>[^:]+))(?::\d+)?$/.exec(host ?? '')?.groups;
  const called = name?.['v6'] ?? name?.['name'];
  if (called === undefined) return true;
  const isLocal = called === loopbackAddress || called === 'localhost';
  const isElsewhere = listensOn !== loopbackAddress && (called === listensOn || isIP(called) !== 0);
  if (!isLocal && !isElsewhere) return true;
  return origin !== undefined && origin !== `http://${host}`;
}
