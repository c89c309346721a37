import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Leases, withLease } from '../../background/with-lease.ts';
import type { Store } from '../store.ts';
import { encryptAnew } from './encrypt-anew.ts';
import { noteRenewed } from './key-check.ts';

export interface KeyRenewalParts {
  store: Store;
  leases: Leases;
  log: Logger;
  /** How long one that died meanwhile keeps others from it, and after how long it is tried again, in milliseconds. */
  leaseMs?: number;
  againMs?: number;
}

/** Rids the database of the former key, once, beside everything else and by one of the copies that run. */
export interface KeyRenewal {
  start(): void;
  /** Waits for the text that is in hand; the next start goes on. */
  stop(): Promise<void>;
  /** Resolves once nothing needs the former key any more, or it was stopped before. */
  readonly over: Promise<void>;
}

export function createKeyRenewal(parts: KeyRenewalParts): KeyRenewal {
  const { store, leases, log, leaseMs: ms = 30_000, againMs = 10_000 } = parts;
  const stopping = new AbortController();
  const finished = Promise.withResolvers<void>();
  const onTrouble = (err: unknown) =>
    log.warn({ err }, 'what SECRET_KEY_OLD was used for is not all encrypted anew yet');

  const renew = async (): Promise<boolean> => {
    const held = await withLease(
      leases,
      'key renewal',
      { ms, stopping: stopping.signal, onTrouble },
      ({ signal }) => renewAll(parts, signal),
    );
    return held !== undefined;
  };

  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        if (await renew()) return;
      } catch (error) {
        if (!stopping.signal.aborted) onTrouble(error);
      }
      await sleep(againMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  return {
    over: finished.promise,
    start() {
      if (store.encryption.old === undefined) finished.resolve();
      else void work().then(finished.resolve);
    },
    async stop() {
      stopping.abort();
      await finished.promise;
    },
  };
}

/** Until a whole look finds nothing more: what is told then was seen. */
async function renewAll({ store, log }: KeyRenewalParts, signal: AbortSignal): Promise<void> {
  log.info('what was encrypted with SECRET_KEY_OLD is encrypted anew with SECRET_KEY');
  let texts = 0;
  for (;;) {
    const { renewed, unreadable } = await encryptAnew(store, signal);
    texts += renewed;
    if (renewed > 0) continue;
    if (Object.keys(unreadable).length > 0)
      log.warn(
        { unreadable },
        'what neither SECRET_KEY nor SECRET_KEY_OLD can read is left as it is',
      );
    await noteRenewed(store.db, store.encryption);
    log.info({ texts }, 'nothing needs SECRET_KEY_OLD any more: it may go');
    return;
  }
}
