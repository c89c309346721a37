import type { Logger } from 'pino';
import { type Leases, withLease } from '../../background/with-lease.ts';
import { createWorker, type Worker } from '../../background/worker.ts';
import type { Ledger } from '../../orders/requests/ledger.ts';
import type { RequestMessage } from '../../orders/requests/states.ts';
import type { TransientDelay } from '../../telegram/availability.ts';

export interface MessageWorkerParts {
  ledger: Pick<Ledger, 'onChange'>;
  leases: Leases;
  log: Logger;
  transientDelay: TransientDelay;
  /** How long one that died while showing keeps others from it. */
  leaseMs?: number | undefined;
  /** What its messages show, for the log. */
  what: 'request' | 'run';
  /** The messages that aren't true to the ledger. */
  unshown(limit: number): Promise<RequestMessage[]>;
  /** Shows one, unless the lease on it is lost meanwhile. What it throws has it shown later. */
  show(message: RequestMessage, lost: AbortSignal): Promise<void>;
  /** How often it looks by itself, and the longest time until what failed is tried again, in milliseconds. */
  everyMs: number;
  longestRetryMs: number;
  atOnce: number;
}

/** Keeps messages true to the ledger, whoever changed it and whenever; when it stops, what is stored is shown first. */
export function createMessageWorker(parts: MessageWorkerParts): Worker {
  const { ledger, leases, log, transientDelay, leaseMs = 12_000, what, everyMs, atOnce } = parts;
  const retries = new Map<string, { at: number; waitMs: number }>();
  const onTrouble = (error: unknown, key?: string) =>
    log.error({ err: error, message: key }, `a ${what} could not be shown`);

  const handle = async (message: RequestMessage): Promise<void> => {
    const key = keyOf(message);
    try {
      // Of several copies of the bot, one shows it.
      await withLease(leases, `show:${key}`, { ms: leaseMs, onTrouble }, ({ lost }) =>
        parts.show(message, lost),
      );
      retries.delete(key);
    } catch (error) {
      const before = retries.get(key)?.waitMs ?? everyMs;
      const waitMs = (await transientDelay(error)) ?? Math.min(before * 2, parts.longestRetryMs);
      retries.set(key, { at: performance.now() + waitMs, waitMs });
      log.warn({ err: error, message: key }, `a ${what} could not be shown yet`);
    }
  };

  const due = async (limit: number): Promise<RequestMessage[]> => {
    // What waits to be tried again must not stand in the way of the rest.
    const unshown = await parts.unshown(limit + retries.size);
    // Another copy has shown what is no longer among them.
    const keys = new Set(unshown.map(keyOf));
    for (const key of retries.keys()) if (!keys.has(key)) retries.delete(key);
    return unshown.filter((message) => (retries.get(keyOf(message))?.at ?? 0) <= performance.now());
  };

  const wokenBy = ledger.onChange;
  const worker = createWorker({ due, key: keyOf, handle, onTrouble, atOnce, everyMs, wokenBy });
  return {
    ...worker,
    async stop() {
      await worker.runDue().catch(onTrouble);
      await worker.stop();
    },
  };
}

function keyOf({ request, chatId }: RequestMessage): string {
  return `${request}:${chatId}`;
}
