import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a browser says that another site's page sends this: also for what carries no `Origin`, such as an
 * image's address. Another port of this machine is another page (W3C, Fetch Metadata Request Headers).
 * Programs send no such header.
 */
export function isFromAnotherSite(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** Whether somebody follows a link that leads here, or enters the address, in a window of its own. */
export function isNavigation(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}
