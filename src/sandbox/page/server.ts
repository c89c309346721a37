/** Serves the chat page, with both sandboxes and the bot's process behind the same address. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createServer as createVite } from 'vite';
import { LOOPBACK, listenFrom } from '../free-port.ts';
import { type PlaygroundSide, servePlayground, viewOf } from '../playground/playground-routes.ts';
import { joinEvents } from './event-stream.ts';
import { longestBody, type Refused, refusalOf, TOO_LARGE } from './guard.ts';

export interface PageServerOptions {
  /** Any address of the Telegram sandbox; its interface is the path `/sandbox`. */
  telegram: string;
  /** Any address of the Ngorder sandbox; its control side is the path `/sandbox`. */
  ngorder: string;
  /** The first port that is tried. */
  port: number;
  /** Where to listen; the loopback address unless told otherwise. */
  host?: string;
  /** The bot's process and how to start over; without it the page shows two sandboxes and no more. */
  playground?: PlaygroundSide;
}

export interface PageServer {
  url: string;
  close(): Promise<void>;
}

/** Two sandboxes that somebody else looks after. */
const NOTHING_MORE: PlaygroundSide = {
  keeper: undefined,
  owners: [],
  startOver: () => Promise.reject(new Error('This page can only show the sandboxes.')),
};

/**
 * Starts the page on the loopback address, at the given port or the next free one.
 *
 * - `/sandbox/…` goes to the Telegram sandbox's interface, `/ngorder/…` to the Ngorder sandbox's;
 * - `/bot…` and `/start-over` are the playground's own;
 * - `/events` is one stream of all that happens: Telegram's events under their own names, Ngorder's as
 *   `ngorder-…`, and `bot` with the bot's state;
 * - everything else is the page, which Vite turns into JavaScript on the way.
 *
 * Requests that another site's page or name sends are refused.
 *
 * @throws {NoFreePort} when no port is free
 */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const { host = LOOPBACK, playground = NOTHING_MORE } = options;
  const http = createServer();
  const root = fileURLToPath(new URL('../web/', import.meta.url));
  const modules = fileURLToPath(new URL('../../../node_modules/', import.meta.url));
  const vite = await createVite({
    root,
    configFile: false,
    // Not "spa", which answers any address with the page.
    appType: 'mpa',
    logLevel: 'warn',
    clearScreen: false,
    // The few modules are served as they are: nothing is bundled or written to disk before the first load.
    optimizeDeps: { noDiscovery: true, include: [] },
    server: {
      middlewareMode: true,
      hmr: { server: http },
      watch: null,
      fs: { allow: [root, modules] },
    },
  });
  const serveOwn = servePlayground(playground);
  const telegram = (path: string) => new URL(path, options.telegram);
  const ngorder = (path: string) =>
    new URL(path.replace(/^\/ngorder\//, '/sandbox/'), options.ngorder);

  http.on('request', (incoming, outgoing) => {
    const { url = '/' } = incoming;
    const refused = refusalOf(incoming, host);
    if (refused) {
      refuseWhenHeard(incoming, outgoing, refused);
    } else if (url.startsWith('/sandbox/')) forward(incoming, outgoing, telegram(url));
    else if (url.startsWith('/ngorder/')) forward(incoming, outgoing, ngorder(url));
    else if (url === '/events' && incoming.method === 'GET') {
      const sources = [
        { address: telegram('/sandbox/events'), prefix: '' },
        { address: ngorder('/ngorder/events'), prefix: 'ngorder-' },
      ];
      joinEvents(
        sources,
        outgoing,
        (tell) =>
          playground.keeper?.onChange(() => tell('bot', viewOf(playground))) ?? (() => undefined),
      );
    } else if (/^\/(?:bot|start-over)(?:[/?]|$)/.test(url)) void serveOwn(incoming, outgoing);
    else vite.middlewares(incoming, outgoing);
  });
  const port = await listenFrom(http, options.port, host);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    async close() {
      await vite.close();
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
    },
  };
}

/** Hands a request on and streams the answer back, as long as somebody reads it. */
function forward(incoming: IncomingMessage, outgoing: ServerResponse, to: URL): void {
  const longest = longestBody(incoming.url ?? '/');
  let length = 0;
  const { host: _host, origin: _origin, ...headers } = incoming.headers;
  const upstream = request(to, { method: incoming.method ?? 'GET', headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
    answer.on('error', () => outgoing.destroy());
  });
  upstream.on('error', () => {
    if (outgoing.writableEnded || length > longest) return;
    if (outgoing.headersSent) outgoing.destroy();
    else refuse(outgoing, 502, "The sandbox behind this page doesn't answer.");
  });
  outgoing.on('close', () => upstream.destroy());
  // A body in chunks doesn't say beforehand how long it is.
  incoming.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= longest || upstream.destroyed) return;
    incoming.unpipe(upstream);
    upstream.destroy();
    if (!outgoing.headersSent) refuseWhenHeard(incoming, outgoing, TOO_LARGE);
  });
  incoming.pipe(upstream);
}

/** Who is answered in the middle of a long body may never read the answer, so that it is heard out first. */
function refuseWhenHeard(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { status, error }: Refused,
): void {
  incoming.resume();
  incoming.on('end', () => refuse(outgoing, status, error));
}

function refuse(outgoing: ServerResponse, status: number, error: string): void {
  outgoing.writeHead(status, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify({ error }));
}
