import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Leases, withLease } from '../background/with-lease.ts';

export interface LeaderParts {
  leases: Leases;
  /** What only one process may do at a time. */
  name: string;
  log: Logger;
  /** How long after a leader has fallen silent somebody else takes over, in milliseconds. */
  leaseMs?: number;
}

/**
 * Does the work in one process at a time: waits for the lease, holds it while the work lasts, and stops the work when
 * it is lost. Ends when the work ends by itself or the signal says stop.
 * @throws what the work throws
 * @example await runAsLeader({ leases, name: 'poller:1', log }, stopping, (signal) => poll(parts, signal));
 */
export async function runAsLeader(
  { leases, name, log, leaseMs = 12_000 }: LeaderParts,
  stopping: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const warn = (error: unknown, what: string) => log.warn({ err: error, lease: name }, what);
  const onTrouble = (error: unknown) => warn(error, 'a lease could not be renewed or given back');
  while (!stopping.aborted) {
    let isLeading = false;
    try {
      const led = await withLease(
        leases,
        name,
        { ms: leaseMs, stopping, onTrouble },
        async ({ signal }) => {
          isLeading = true;
          await work(signal);
        },
      );
      if (led?.wasLost) continue;
      if (led !== undefined) return;
    } catch (error) {
      if (isLeading) throw error;
      warn(error, 'a lease could not be taken');
    }
    await sleep(leaseMs / 8, undefined, { signal: stopping }).catch(() => undefined);
  }
}
