/** Serves the chat page, with both sandboxes and the bot's process behind one address. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenFrom, loopbackAddress } from '../free-port.ts';
import {
  onViewChange,
  type PlaygroundSide,
  servePlayground,
  viewOf,
} from '../playground/playground-routes.ts';
import { type Asset, pageAssets } from './assets.ts';
import { gzipped, takesGzip } from './compression.ts';
import { joinEvents } from './event-stream.ts';
import { forward, refuseWhenRead } from './forward.ts';
import { nothingHere, refusalOf } from './guard.ts';

export interface PageServerOptions {
  /** The Telegram sandbox's address; its interface is below `/sandbox`. */
  telegram: string;
  /** The Ngorder sandbox's address; its control interface is below `/sandbox`. */
  ngorder: string;
  /** The first port to try. */
  port: number;
  /** The address to listen on; loopback unless told otherwise. */
  host?: string;
  /** The bot's process and starting over; without it the page only shows the sandboxes. */
  playground?: PlaygroundSide;
}

export interface PageServer {
  url: string;
  close(): Promise<void>;
}

/** For sandboxes that are managed elsewhere. */
const nothingMore: PlaygroundSide = {
  keeper: undefined,
  team: undefined,
  labels: undefined,
  secondShop: undefined,
  startOver: () => Promise.reject(new Error('This page can only show the sandboxes.')),
};

/**
 * Starts the page on the loopback address, at the given port or the next free one.
 *
 * - `/sandbox/…` goes to the Telegram sandbox's interface, `/ngorder/…` to the Ngorder sandbox's;
 * - `/bot…` and `/start-over` are the playground's own;
 * - `/events` is one stream of all that happens: Telegram's events under their own names, Ngorder's as
 *   `ngorder-…`, and `bot` with the bot's state;
 * - `/` is the page, and `/assets/…` what it consists of; there is nothing else.
 *
 * Requests that another site's page or name sends are refused.
 *
 * @throws {NoFreePort} when no port is free
 */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const { host = loopbackAddress, playground = nothingMore } = options;
  const http = createServer();
  const assets = await pageAssets();
  const serveOwn = servePlayground(playground);
  const telegram = (path: string) => new URL(path, options.telegram);
  const ngorder = (path: string) =>
    new URL(path.replace(/^\/ngorder\//, '/sandbox/'), options.ngorder);

  http.on('request', (incoming, outgoing) => {
    const { url = '/' } = incoming;
    const refused = refusalOf(incoming, host);
    if (refused) {
      refuseWhenRead(incoming, outgoing, refused);
    } else if (url.startsWith('/sandbox/')) forward(incoming, outgoing, telegram(url));
    else if (url.startsWith('/ngorder/')) forward(incoming, outgoing, ngorder(url));
    else if (url === '/events' && incoming.method === 'GET') {
      const sources = [
        { address: telegram('/sandbox/events'), prefix: '' },
        { address: ngorder('/ngorder/events'), prefix: 'ngorder-' },
      ];
      joinEvents(sources, outgoing, (tell) =>
        onViewChange(playground, () => tell('bot', viewOf(playground))),
      );
    } else if (/^\/(?:bot|start-over)(?:[/?]|$)/.test(url)) void serveOwn(incoming, outgoing);
    else {
      const asset = assets.get(url.split('?', 1)[0] ?? '');
      if (asset && isRead(incoming.method)) sendAsset(asset, incoming, outgoing);
      else refuseWhenRead(incoming, outgoing, nothingHere);
    }
  });
  const port = await listenFrom(http, options.port, host);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    async close() {
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
    },
  };
}

const isRead = (method = 'GET'): boolean => method === 'GET' || method === 'HEAD';

/** Node omits the body for HEAD. */
function sendAsset(
  { body, gzip, headers }: Asset,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  const { etag } = headers;
  if (etag !== undefined && incoming.headers['if-none-match'] === etag) {
    outgoing.writeHead(304, headers).end();
    return;
  }
  const zipped = takesGzip(incoming.headers);
  const sent = zipped ? gzip : body;
  outgoing.writeHead(200, {
    ...(zipped ? gzipped(headers) : headers),
    'content-length': sent.length,
  });
  outgoing.end(sent);
}
