import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEncryption } from '../../../src/store/encryption/encryption.ts';
import { shareKeys } from '../../../src/store/encryption/keys-in-use.ts';
import type { Store } from '../../../src/store/store.ts';
import { createLeases } from '../../../src/store/tables/leases.ts';
import { silent } from '../../delivery/updates.ts';
import { createClock, describeOnBothDatabases, type TestClock } from '../databases.ts';

type Keys = readonly [key: string, old?: string];
const former: Keys = ['the former key'];
const prepared: Keys = ['the former key', 'the new key'];
const renewing: Keys = ['the new key', 'the former key'];
const renewed: Keys = ['the new key'];

describeOnBothDatabases('copies of the bot at one database', (database) => {
  let clock: TestClock;
  let store: Store;
  const running: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    clock = createClock();
    store = await database.open(clock);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((end) => end()));
  });

  /** A copy with these keys begins to work; returns the way to end it. */
  const begin = async (keys: Keys, waitMs = 0) => {
    const copy = { ...store, encryption: createEncryption(...keys) };
    const { signal } = new AbortController();
    const options = { log: silent, signal, waitMs, askAgainMs: 20 };
    const end = await shareKeys(copy, createLeases(copy), options);
    running.push(end);
    return end;
  };

  test.for([
    [former, former],
    [former, prepared],
    [prepared, renewing],
    [renewing, renewed],
  ] as const)('work beside each other where each reads what the other writes: %j', async (keys) => {
    for (const one of keys) await begin(one);
    for (const one of keys.toReversed()) await begin(one);
  });

  test.for([
    [former, renewed],
    [former, renewing],
    [renewing, former],
    [renewed, prepared],
  ] as const)(
    'are refused where one could not read what the other writes: %j',
    async ([there, comes]) => {
      await begin(there);
      await expect(begin(comes)).rejects.toMatchObject({
        problem: 'key',
        message: expect.stringContaining('another SECRET_KEY'),
      });
      await begin(there);
    },
  );

  test('wait for one that is about to end, and not for one that was killed', async () => {
    const end = await begin(former);
    const beginning = begin(renewing, 10_000);
    await end();
    await beginning;
    clock.ms += 60_000;
    await begin(former);
  });
});
