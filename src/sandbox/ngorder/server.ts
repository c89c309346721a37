/** An imitation of Ngorder over HTTP: the API below `/api/open`, the control interface below `/sandbox`. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { listen } from '../control/listen.ts';
import { Watchers } from '../control/watchers.ts';
import type { ApiParts } from './api/api.ts';
import { createApiRoutes, root } from './api/api-routes.ts';
import { firstBehaviour } from './behaviour.ts';
import { CallLog } from './call-log.ts';
import { type Change, createControl, type NgorderControl } from './control/control.ts';
import { createControlRoutes } from './control/control-routes.ts';
import { Delays, Interrupted } from './faults/delays.ts';
import { Faults } from './faults/faults.ts';
import { seedOrders } from './seed/orders-seed.ts';
import { type ShopClock, shopClock } from './shop/calendar.ts';
import type { PlacedOrder } from './shop/order.ts';
import { Shop } from './shop/shop.ts';

export interface NgorderSandboxOptions {
  /** A free one by default. Rejects with `EADDRINUSE` if taken. */
  port?: number;
  host?: string;
  /** One of its own by default: who means another sandbox, which had this port before, is refused. */
  token?: string;
  seed?: number;
  /** The shop's fixed date, `yyyy-mm-dd`. Default: the real date in Jakarta. */
  today?: string;
}

export interface NgorderSandbox {
  /** For `NGORDER_API_ROOT`; ends with `/api/open`. */
  url: string;
  origin: string;
  token: string;
  control: NgorderControl;
  /** Another shop at the same address, with a token and orders of its own; calls and faults are shared. */
  second: { token: string; name: string; control: NgorderControl };
  close(): Promise<void>;
}

const secondAccount = { id: 8, username: 'sejahtera', name: 'Toko Sejahtera' };

/** Starts the sandbox; it accepts requests when the promise resolves. */
export async function startNgorderSandbox(
  options: NgorderSandboxOptions = {},
): Promise<NgorderSandbox> {
  const { port = 0, host = '127.0.0.1', seed = 1338 } = options;
  const { token = `ngorder-sandbox-${randomUUID()}` } = options;
  const clock = shopClock(options.today);
  const newest = newestOrderTime(clock, options.today);
  const shop = new Shop(firstOrders(seed, newest), clock);
  const secondShop = new Shop(firstOrders(seed + 1, newest), clock);
  const secondToken = `${token}-of-shop-2`;
  const [calls, faults, changes] = [new CallLog(), new Faults(), new Watchers<Change>()];
  const delays = new Delays(() => changes.tell({ type: 'waiting', requests: delays.size }));
  const behaviour = { ...firstBehaviour };
  const controlParts = { calls, faults, delays, behaviour, changes };
  const secondControl = createControl({ shop: secondShop, ...controlParts });
  const ofFirst = createControl({ shop, ...controlParts });
  const control: NgorderControl = {
    ...ofFirst,
    reset() {
      secondShop.reset();
      ofFirst.reset();
    },
  };
  const serveControl = createControlRoutes(control, changes, host);
  const common = { clock, behaviour, root: () => `${listening.origin}${root}` };
  const shops = new Map<string, ApiParts>([
    [token, { ...common, shop, account: { id: 7, username: 'kawan', name: 'Toko Kawan' } }],
    [secondToken, { ...common, shop: secondShop, account: secondAccount }],
  ]);
  const serveApi = createApiRoutes({ shops, calls, faults, delays, changes });

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const isControl = url.pathname === '/sandbox' || url.pathname.startsWith('/sandbox/');
    const served = isControl ? serveControl(request, response) : serveApi(request, response, url);
    served.catch((error: unknown) => {
      response.destroy();
      // Requests dropped on purpose or abandoned by the client aren't worth a warning.
      if (error instanceof Interrupted || request.destroyed) return;
      process.emitWarning(error instanceof Error ? error : String(error));
    });
  });
  const listening = await listen(server, port, host);
  const { origin } = listening;
  return {
    url: `${origin}${root}`,
    origin,
    token,
    control,
    second: { token: secondToken, name: secondAccount.name, control: secondControl },
    close: () => {
      delays.interrupt();
      return listening.close();
    },
  };
}

const made = new Map<string, readonly PlacedOrder[]>();

/** What {@link seedOrders} makes, made once: a process may start hundreds of sandboxes with the same orders. */
function firstOrders(seed: number, newest: string): readonly PlacedOrder[] {
  const key = `${seed} ${newest}`;
  const orders = made.get(key) ?? seedOrders(seed, newest);
  // Without a fixed date there are others each time.
  if (made.size > 10) made.clear();
  made.set(key, orders);
  return orders;
}

// Seven in the morning, but not in the future unless the date is fixed.
function newestOrderTime(clock: ShopClock, chosen: string | undefined): string {
  const seven = `${clock.today()} 07:00:00`;
  const now = clock.now();
  return chosen || seven < now ? seven : now;
}
