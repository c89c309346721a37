/** An imitation of Ngorder over HTTP: the API under `/api/open`, the control side under `/sandbox`. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiParts, answerApi, operationOf } from './api.ts';
import { firstBehaviour } from './behaviour.ts';
import { type ShopClock, shopClock } from './calendar.ts';
import { Calls } from './calls.ts';
import { Changes, createControl, type NgorderControl } from './control.ts';
import { createControlRoutes } from './control-routes.ts';
import { Delays, Interrupted } from './delays.ts';
import { underFault } from './disturbance.ts';
import { Faults } from './faults.ts';
import { seedOrders } from './orders-seed.ts';
import { Shop } from './shop.ts';
import { readBody, send } from './wire.ts';

export interface NgorderSandboxOptions {
  /** Any free one by default. Rejects with `EADDRINUSE` when taken. */
  port?: number;
  host?: string;
  token?: string;
  seed?: number;
  /** The shop's date, `yyyy-mm-dd`; it then stands still. Default: today in Jakarta. */
  today?: string;
}

export interface NgorderSandbox {
  /** For `NGORDER_API_ROOT`, ends with `/api/open`. */
  url: string;
  origin: string;
  token: string;
  control: NgorderControl;
  close(): Promise<void>;
}

const root = '/api/open';

/** Starts the sandbox; it accepts requests when the promise resolves. */
export async function startNgorderSandbox(
  options: NgorderSandboxOptions = {},
): Promise<NgorderSandbox> {
  const { port = 0, host = '127.0.0.1', token = 'ngorder-sandbox-token', seed = 1338 } = options;
  const clock = shopClock(options.today);
  const shop = new Shop(seedOrders(seed, newestOrderTime(clock, options.today)), clock);
  const [calls, faults, changes] = [new Calls(), new Faults(), new Changes()];
  const delays = new Delays(() => changes.tell({ type: 'waiting', requests: delays.size }));
  const behaviour = { ...firstBehaviour };
  const control = createControl({ shop, calls, faults, delays, behaviour, changes });
  const serveControl = createControlRoutes(control, host);
  const origin = () => {
    const { port: bound } = server.address() as AddressInfo;
    return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
  };
  const parts: ApiParts = { shop, clock, behaviour, root: () => `${origin()}${root}` };

  async function serveApi(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<void> {
    const started = performance.now();
    const method = request.method ?? 'GET';
    // Empty outside the root, which is no operation's path.
    const path = url.pathname.startsWith(`${root}/`) ? url.pathname.slice(root.length) : '';
    const authorized = request.headers.authorization === `Bearer ${token}`;
    const body = await readBody(request);
    const operation = operationOf(method, path);
    const fault = operation && faults.take(operation, orderNamedIn(path, body));
    const call = calls.add({
      ...(operation ? { operation } : {}),
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: headersToShow(request),
      authorized,
      body,
      ...(fault ? { fault: fault.kind } : {}),
    });
    changes.tell({ type: 'call', call: structuredClone(call) });

    const requestId = `sandbox-${call.number}`;
    const act = async () => {
      const made = await answerApi(
        { method, path, query: url.searchParams, body, authorized, requestId },
        parts,
      );
      const id = made.effect ? orderNamedIn(path, body) : undefined;
      if (id === undefined) return made;
      call.effect = true;
      changes.tell({ type: 'order', orderId: id, place: shop.where(id) ?? 'gone' });
      return made;
    };
    const { answer, manner } = await underFault(fault, requestId, act, (ms) => delays.wait(ms));
    if (manner !== 'broken') call.status = answer.status;
    call.ms = Math.round(performance.now() - started);
    changes.tell({ type: 'call', call: structuredClone(call) });
    send(response, answer, manner);
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const isControl = url.pathname === '/sandbox' || url.pathname.startsWith('/sandbox/');
    const served = isControl
      ? serveControl(request, response, url)
      : serveApi(request, response, url);
    served.catch((error: unknown) => {
      response.destroy();
      // A request dropped on purpose, or whose sender has gone, is no news.
      if (error instanceof Interrupted || request.destroyed) return;
      process.emitWarning(error instanceof Error ? error : String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });

  return {
    url: `${origin()}${root}`,
    origin: origin(),
    token,
    control,
    close: () =>
      new Promise((resolve) => {
        delays.interrupt();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

// Seven in the morning, but not in the future unless the date was chosen.
function newestOrderTime(clock: ShopClock, chosen: string | undefined): string {
  const seven = `${clock.today()} 07:00:00`;
  const now = clock.now();
  return chosen || seven < now ? seven : now;
}

function headersToShow(request: IncomingMessage): Record<string, string> {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  const shown: Record<string, string> = Object.fromEntries(headers);
  if (shown['authorization'])
    shown['authorization'] = shown['authorization'].replace(/\S+$/, '***');
  return shown;
}

// The order that an act is about: its body's ID, else the address's.
function orderNamedIn(path: string, body: unknown): number | undefined {
  if (typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'number')
    return body.id;
  const named = /^\/order-cancel\/(\d+)$/.exec(path)?.[1];
  return named === undefined ? undefined : Number(named);
}
