import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a browser says that another site's page makes this request, even one without an `Origin`,
 * such as that of an image. Another port of this machine counts as another site (W3C, Fetch
 * Metadata Request Headers). Programs don't send this header.
 */
export function isFromAnotherSite(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** Whether the request opens a window's page: by a link or by entering the address. */
export function isNavigation(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}
