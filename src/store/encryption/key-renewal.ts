import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Leases, withLease } from '../../background/with-lease.ts';
import type { Store } from '../store.ts';
import { type EncryptedAnew, encryptAnew } from './encrypt-anew.ts';
import { noteKey } from './key-check.ts';

export interface KeyRenewalParts {
  store: Store;
  leases: Leases;
  log: Logger;
  /** Told of a key that was lost, once for each key that took its place, unless it throws. */
  onLost: () => Promise<void>;
  /** How long one that died meanwhile keeps others from it, and after how long it is tried again, in milliseconds. */
  leaseMs?: number;
  againMs?: number;
}

/**
 * Rids the database of the former key, and looks at what can be read where it was made with one that nobody knows: once
 * at each start that needs it, beside everything else and by one of the copies that run.
 */
export interface KeyRenewal {
  start(): void;
  /** Waits for the texts that are in hand; the next start goes on. */
  stop(): Promise<void>;
  /** Resolves once that is done, or it was stopped before. */
  readonly over: Promise<void>;
}

export function createKeyRenewal(parts: KeyRenewalParts): KeyRenewal {
  const { store, leases, log, leaseMs: ms = 30_000, againMs = 10_000 } = parts;
  const stopping = new AbortController();
  const finished = Promise.withResolvers<void>();
  const onTrouble = (err: unknown) =>
    log.warn({ err }, 'what a former SECRET_KEY was used for is not all looked at yet');

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
      if (store.encryption.old === undefined && !store.hasLostKey) finished.resolve();
      else void work().then(finished.resolve);
    },
    async stop() {
      stopping.abort();
      await finished.promise;
    },
  };
}

async function renewAll(parts: KeyRenewalParts, signal: AbortSignal): Promise<void> {
  const { store, log } = parts;
  const isRenewing = store.encryption.old !== undefined;
  if (isRenewing)
    log.info('what was encrypted with SECRET_KEY_OLD is encrypted anew with SECRET_KEY');
  const { renewed: texts, unreadable } = await untilNothingNeedsTheFormer(store, signal);
  const isAllReadable = Object.keys(unreadable).length === 0;
  if (isAllReadable || !store.hasLostKey) await noteKey(store.db, store.encryption);
  if (isRenewing) log.info({ texts }, 'nothing needs SECRET_KEY_OLD any more: it may go');
  if (!isAllReadable) await tellLost(parts, unreadable);
}

/** A whole look found nothing more: what is told then was seen. */
async function untilNothingNeedsTheFormer(
  store: Store,
  signal: AbortSignal,
): Promise<EncryptedAnew> {
  for (let texts = 0; ; ) {
    const { renewed, unreadable } = await encryptAnew(store, signal);
    texts += renewed;
    if (renewed === 0) return { renewed: texts, unreadable };
  }
}

const toldFact = 'key lost, told';

async function tellLost(
  { store, log, onLost }: KeyRenewalParts,
  unreadable: EncryptedAnew['unreadable'],
): Promise<void> {
  const { db, encryption, hasLostKey } = store;
  log.error(
    { unreadable },
    'what these hold can’t be read with this SECRET_KEY: put the one they were written with into SECRET_KEY_OLD',
  );
  const told = await db
    .selectFrom('facts')
    .select('value')
    .where('name', '=', toldFact)
    .executeTakeFirst();
  if (!hasLostKey || told?.value === encryption.fingerprint) return;
  await onLost();
  await db
    .insertInto('facts')
    .values({ name: toldFact, value: encryption.fingerprint })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ value: encryption.fingerprint }),
    )
    .execute();
}
