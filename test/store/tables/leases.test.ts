import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { createLeases, type StoredLeases } from '../../../src/store/tables/leases.ts';
import { createClock, describeOnBothDatabases, type TestClock } from '../databases.ts';

describeOnBothDatabases('a lease', (database) => {
  let clock: TestClock;
  let leases: StoredLeases;
  let store: Store;
  beforeEach(async () => {
    clock = createClock();
    store = await database.open(clock);
    leases = createLeases(store);
  });

  test('has one holder, whoever else asks', async () => {
    expect(await leases.take('act:1', 'a', 1000)).toBe(true);
    expect(await leases.take('act:1', 'b', 1000)).toBe(false);
    expect(await leases.take('act:2', 'b', 1000)).toBe(true);
  });

  test('goes to one of many who ask at once', async () => {
    const holders = Array.from({ length: 50 }, (_, index) => `holder ${index}`);
    const taken = await Promise.all(holders.map((holder) => leases.take('act:1', holder, 1000)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('is free again when it has run out, not a moment before', async () => {
    await leases.take('act:1', 'a', 1000);
    clock.ms += 999;
    expect(await leases.take('act:1', 'b', 1000)).toBe(false);
    clock.ms += 1;
    expect(await leases.take('act:1', 'b', 1000)).toBe(true);
  });

  test('is prolonged by its holder alone, also when it ran out unnoticed, until somebody else has it', async () => {
    await leases.take('act:1', 'a', 1000);
    clock.ms += 900;
    expect(await leases.renew('act:1', 'b', 1000)).toBe(false);
    expect(await leases.renew('act:1', 'a', 1000)).toBe(true);
    clock.ms += 900;
    expect(await leases.take('act:1', 'b', 1000)).toBe(false);
    clock.ms += 100;
    expect(await leases.renew('act:1', 'a', 1000)).toBe(true);
    expect(await leases.take('act:1', 'b', 1000)).toBe(false);
    clock.ms += 1000;
    expect(await leases.take('act:1', 'b', 1000)).toBe(true);
    expect(await leases.renew('act:1', 'a', 1000)).toBe(false);
  });

  test('is given back by its holder alone', async () => {
    await leases.take('act:1', 'a', 1000);
    await leases.release('act:1', 'b');
    expect(await leases.take('act:1', 'b', 1000)).toBe(false);
    await leases.release('act:1', 'a');
    expect(await leases.take('act:1', 'b', 1000)).toBe(true);
  });

  test('is given back with all others that were taken here, and nobody else’s is', async () => {
    const elsewhere = createLeases(store);
    await leases.take('act:1', 'a', 1000);
    await leases.take('act:2', 'b', 1000);
    await leases.take('act:3', 'a', 1000);
    await leases.release('act:3', 'a');
    await elsewhere.take('act:3', 'c', 1000);
    await leases.releaseAll();
    expect(await elsewhere.take('act:1', 'd', 1000)).toBe(true);
    expect(await elsewhere.take('act:2', 'd', 1000)).toBe(true);
    expect(await leases.take('act:3', 'd', 1000)).toBe(false);
  });

  test('goes by the database’s own clock where no other is given', async () => {
    await store.close();
    const own = createLeases(await database.open());
    expect(await own.take('poller', 'a', 60_000)).toBe(true);
    expect(await own.take('poller', 'b', 60_000)).toBe(false);
    expect(await own.take('sweep', 'a', -1)).toBe(true);
    expect(await own.take('sweep', 'b', 60_000)).toBe(true);
  });

  test('survives a restart where several copies of the bot may run, and is void where one runs alone', async () => {
    await leases.take('act:1', 'the process before', 60_000);
    await store.close();
    const again = createLeases(await database.open(clock));
    expect(await again.take('act:1', 'the process after', 60_000)).toBe(database.kind === 'sqlite');
  });
});
