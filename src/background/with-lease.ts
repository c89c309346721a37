import { randomUUID } from 'node:crypto';

/** A named lock with an expiry: at most one live holder, renewed while work lasts. */
export interface Leases {
  /** Takes the lease, free or run out, for `ms` milliseconds, the same each time. False: another holder's is live. */
  take(name: string, holder: string, ms: number): Promise<boolean>;
  /** Prolongs a lease, also one that ran out unnoticed, unless somebody else has it by now. False: it was lost. */
  renew(name: string, holder: string, ms: number): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}

/** What holding a lease gives to the work that is done under it. */
export interface Held {
  /** Ends when the lease is lost or the work is to stop: what is only waited for or read is given up. */
  signal: AbortSignal;
  /** Ends when the lease is lost, or can't be proven to be held any more. Nothing may be begun after that. */
  lost: AbortSignal;
  /** Who holds it: a statement that names the holder writes nothing after somebody else has taken over. */
  holder: string;
}

export interface LeaseOptions {
  /** Ends the work's signal too: nothing more is to be begun. */
  stopping?: AbortSignal;
  /** How long one that died while holding it keeps others from it. */
  ms: number;
  /** Told of a renewal that failed: by itself no loss, the next one may succeed. */
  onTrouble?: (error: unknown) => void;
}

/**
 * Does work under a lease that is held while the work lasts. Undefined: somebody else holds it.
 * @throws what the work throws, and what taking the lease throws
 * @example await withLease(leases, 'sweep', { ms: 30_000 }, ({ signal }) => sweep(store, signal));
 */
export async function withLease<T>(
  leases: Leases,
  name: string,
  { ms, stopping, onTrouble = () => undefined }: LeaseOptions,
  work: (held: Held) => Promise<T>,
): Promise<{ result: T; wasLost: boolean } | undefined> {
  const holder = randomUUID();
  // Before it is taken: a database that is slow to answer must not make it look younger than it is.
  let heldSince = moment();
  if (!(await leases.take(name, holder, ms))) return undefined;
  const lost = new AbortController();
  const timer = setInterval(() => {
    // A database that doesn't answer renews nothing either: by now somebody else may hold it.
    if (elapsed(heldSince) >= ms) lost.abort(new LeaseLost(name));
    const askedAt = moment();
    leases.renew(name, holder, ms).then((renewed) => {
      if (renewed) heldSince = askedAt;
      else lost.abort(new LeaseLost(name));
    }, onTrouble);
  }, ms / 4).unref();
  try {
    const signal = stopping ? AbortSignal.any([lost.signal, stopping]) : lost.signal;
    const result = await work({ signal, lost: lost.signal, holder });
    return { result, wasLost: lost.signal.aborted };
  } finally {
    clearInterval(timer);
    await leases.release(name, holder).catch(onTrouble);
  }
}

/** Somebody else may hold the lease by now. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  constructor(lease: string) {
    super(`the lease ${lease} was lost`);
  }
}

/** A moment by two clocks: a machine that is suspended stops the monotonic one, and the wall clock can be set back. */
export interface Moment {
  monotonic: number;
  wall: number;
}

export function moment(): Moment {
  return { monotonic: performance.now(), wall: Date.now() };
}

/** The milliseconds since a moment, by the clock that says more. */
export function elapsed(since: Moment): number {
  return Math.max(performance.now() - since.monotonic, Date.now() - since.wall);
}
