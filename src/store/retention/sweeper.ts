import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Leases } from '../../background/with-lease.ts';
import type { Store } from '../store.ts';
import { eraseOrders, type OrdersKeptMs } from './erase-orders.ts';
import { sweep } from './sweep.ts';

export interface SweeperParts {
  store: Store;
  leases: Leases;
  log: Logger;
  /** How long each shop keeps orders; absent: for good. */
  ordersKeptMs?: OrdersKeptMs;
  everyMs?: number;
  /** How often it is asked whether it is time. */
  tickMs?: number;
}

/** Has old rows removed at the start and every hour, by one of the copies that run. */
export interface Sweeper {
  start(): void;
  /** Waits for the batch that is under way. */
  stop(): Promise<void>;
}

const lease = 'sweep';

export function createSweeper(parts: SweeperParts): Sweeper {
  const { store, leases, log, everyMs = 3_600_000, tickMs = everyMs / 12 } = parts;
  const holder = randomUUID();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | undefined;

  const sweepIfTime = async (): Promise<void> => {
    // Kept until it runs out, since that is when the next sweep is due, whoever does it.
    if (!(await leases.take(lease, holder, everyMs))) return;
    try {
      const removed = {
        ...(await sweep(store, stopping.signal)),
        keptOrders: parts.ordersKeptMs
          ? await eraseOrders(store, parts.ordersKeptMs, stopping.signal)
          : 0,
      };
      const found = Object.values(removed).some((rows) => rows > 0);
      log[found ? 'info' : 'debug'](removed, 'old rows were removed');
    } catch (error) {
      await leases.release(lease, holder);
      throw error;
    }
  };

  const tick = (): void => {
    sweeping ??= sweepIfTime()
      .catch((error: unknown) => log.error({ err: error }, 'old rows could not be removed'))
      .finally(() => {
        sweeping = undefined;
      });
  };

  return {
    start() {
      timer = setInterval(tick, tickMs);
      tick();
    },
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await sweeping;
    },
  };
}
