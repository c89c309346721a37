import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Leases } from '../../background/with-lease.ts';
import { StoreError } from '../errors.ts';
import type { Store } from '../store.ts';
import type { Encryption } from './encryption.ts';

export interface KeysInUseOptions {
  log: Logger;
  signal: AbortSignal;
  /** How long other copies that don't go together with this one are waited for: they may be about to end. */
  waitMs: number;
  /** How long one that died counts as being there, in milliseconds. */
  leaseMs?: number;
  askAgainMs?: number;
}

const prefix = 'keys:';

/**
 * Lets the other copies of the bot at this database know which keys this one has, until it is told to stop. Copies that
 * can't read what the other writes would set aside each other's updates.
 * @returns the way to stop
 * @throws {StoreError} `key` while another copy is at work that doesn't know this one's key, or whose key this one
 * doesn't know; the signal's reason when it is aborted
 */
export async function shareKeys(
  store: Store,
  leases: Leases,
  { log, signal, waitMs, leaseMs = 20_000, askAgainMs = 500 }: KeysInUseOptions,
): Promise<() => Promise<void>> {
  const name = `${prefix}${randomUUID()}`;
  const own = keysOf(store.encryption);
  const deadline = performance.now() + waitMs;
  for (let told = false; ; ) {
    await leases.take(name, own, leaseMs);
    const others = await keysOfOthers(store, name);
    if (others.every((keys) => goTogether(keys, own))) break;
    await leases.release(name, own);
    if (performance.now() >= deadline) throw new StoreError('key', sentence);
    if (!told)
      log.warn('another copy of the bot is at work with another SECRET_KEY: its end is waited for');
    told = true;
    // Of two that start together, one gives way first.
    await sleep(askAgainMs * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
  }
  const hold = async (): Promise<void> => {
    if (!(await leases.renew(name, own, leaseMs))) await leases.take(name, own, leaseMs);
  };
  const timer = setInterval(
    () => void hold().catch((err: unknown) => log.debug({ err }, 'the keys in use were not told')),
    leaseMs / 4,
  ).unref();
  return async () => {
    clearInterval(timer);
    // Not waited for in an outage: it runs out by itself.
    await store.db
      .deleteFrom('leases')
      .where('name', '=', name)
      .execute()
      .catch((err: unknown) => log.debug({ err }, 'the keys in use were not taken back'));
  };
}

const sentence =
  'Another copy of the bot is at work at this database with another SECRET_KEY: give both the same, or stop that one first.';

/** The fingerprint of the key that a copy writes with, and of those that it reads with. */
function keysOf({ fingerprint, old }: Encryption): string {
  return [fingerprint, ...(old === undefined ? [] : [old.fingerprint])].join(' ');
}

/** Whether each can read what the other writes. */
function goTogether(one: string, other: string): boolean {
  const [ones, others] = [one.split(' '), other.split(' ')];
  return others.includes(ones[0] ?? '') && ones.includes(others[0] ?? '');
}

async function keysOfOthers({ db, now }: Store, own: string): Promise<string[]> {
  const rows = await db
    .selectFrom('leases')
    .select('holder')
    .where('name', 'like', `${prefix}%`)
    .where('name', '<>', own)
    .where('expires_at', '>', now())
    .execute();
  return rows.map(({ holder }) => holder);
}
