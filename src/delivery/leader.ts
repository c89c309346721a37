import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Leases } from '../store/tables/leases.ts';

export interface SoleHolderParts {
  leases: Leases;
  /** What only one process may do at a time. */
  name: string;
  log: Logger;
  /** How long after a holder has fallen silent somebody else takes over. */
  leaseMs?: number;
}

/**
 * Does the work in one process at a time: waits for the lease, holds it while the work lasts, and stops the work when
 * it is lost. Ends when the work ends by itself or the signal says stop.
 */
export async function asSoleHolder(
  { leases, name, log, leaseMs = 12_000 }: SoleHolderParts,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const holder = randomUUID();
  while (!signal.aborted) {
    const held = await leases.take(name, holder, leaseMs).catch((error: unknown) => {
      log.warn({ err: error, lease: name }, 'a lease could not be taken');
      return false;
    });
    if (!held) {
      await sleep(leaseMs / 8, undefined, { signal }).catch(() => undefined);
      continue;
    }
    const lost = new AbortController();
    let renewedAt = Date.now();
    const renewal = setInterval(() => {
      // A database that doesn't answer renews nothing either: by now somebody else may hold the lease.
      if (Date.now() - renewedAt >= leaseMs) lost.abort();
      const askedAt = Date.now();
      leases
        .renew(name, holder, leaseMs)
        .then((renewed) => {
          if (renewed) renewedAt = askedAt;
          else lost.abort();
        })
        .catch((error: unknown) =>
          log.warn({ err: error, lease: name }, 'a lease could not be renewed'),
        );
    }, leaseMs / 4);
    try {
      await work(AbortSignal.any([signal, lost.signal]));
    } finally {
      clearInterval(renewal);
      await leases
        .release(name, holder)
        .catch((error: unknown) => log.warn({ err: error }, 'a lease was not released'));
    }
    if (!lost.signal.aborted) return;
  }
}
