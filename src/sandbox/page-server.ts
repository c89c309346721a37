/** Serves the chat page, with both sandboxes behind the same address. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createServer as createVite } from 'vite';
import { LOOPBACK, listenFrom } from './free-port.ts';

export interface PageServerOptions {
  /** Any address of the Telegram sandbox; its interface is the path `/sandbox`. */
  telegram: string;
  /** Any address of the Ngorder sandbox; its control side is the path `/sandbox`. */
  ngorder: string;
  /** The first port that is tried. */
  port: number;
}

export interface PageServer {
  url: string;
  close(): Promise<void>;
}

/**
 * Starts the page on the loopback address, at the given port or the next free one. `/sandbox/…` goes to the
 * Telegram sandbox's interface, `/ngorder/…` to the Ngorder sandbox's; everything else is the page, which Vite
 * turns into JavaScript on the way. Requests that another site's page or name sends are refused.
 *
 * @throws {NoFreePort} when no port is free
 */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const http = createServer();
  const root = fileURLToPath(new URL('./web/', import.meta.url));
  const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
  const vite = await createVite({
    root,
    configFile: false,
    appType: 'spa',
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
  http.on('request', (incoming, outgoing) => {
    if (isForeign(incoming)) refuse(outgoing, 403, 'This page answers only to itself.');
    else if (incoming.url?.startsWith('/sandbox/'))
      forward(incoming, outgoing, new URL(incoming.url, options.telegram));
    else if (incoming.url?.startsWith('/ngorder/'))
      forward(
        incoming,
        outgoing,
        new URL(incoming.url.replace('/ngorder/', '/sandbox/'), options.ngorder),
      );
    else vite.middlewares(incoming, outgoing);
  });
  const port = await listenFrom(http, options.port);
  return {
    url: `http://${LOOPBACK}:${port}`,
    async close() {
      await vite.close();
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
    },
  };
}

/**
 * Whether a request comes from a page of another origin, or under a name that isn't this machine's own: a
 * foreign name can be pointed at the loopback address (DNS rebinding).
 */
export function isForeign({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { host, origin } = headers;
  if (host === undefined || !/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host)) return true;
  return origin !== undefined && origin !== `http://${host}`;
}

/** Hands a request on and streams the answer back, as long as somebody reads it. */
function forward(incoming: IncomingMessage, outgoing: ServerResponse, to: URL): void {
  const { host: _host, origin: _origin, ...headers } = incoming.headers;
  const upstream = request(to, { method: incoming.method ?? 'GET', headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
    answer.on('error', () => outgoing.destroy());
  });
  upstream.on('error', () => {
    if (outgoing.headersSent) outgoing.destroy();
    else refuse(outgoing, 502, "The sandbox behind this page doesn't answer.");
  });
  outgoing.on('close', () => upstream.destroy());
  incoming.pipe(upstream);
}

function refuse(outgoing: ServerResponse, status: number, error: string): void {
  outgoing.writeHead(status, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify({ error }));
}
