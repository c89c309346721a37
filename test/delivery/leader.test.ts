import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Leases } from '../../src/background/with-lease.ts';
import { runAsLeader } from '../../src/delivery/leader.ts';
import { createLeases } from '../../src/store/tables/leases.ts';
import { createClock, describeOnBothDatabases, type TestClock } from '../store/databases.ts';
import { silent, until } from './updates.ts';

/** Short, since who waits looks every eighth of it; the lease itself ends by the test's clock. */
const leaseMs = 200;

describeOnBothDatabases('the one poller', (database) => {
  let clock: TestClock;
  let leases: Leases;
  let stopping: AbortController;
  let polling: string[];
  let stops: number;
  let running: Promise<void>[];
  beforeEach(async () => {
    clock = createClock();
    leases = createLeases(await database.open(clock));
    stopping = new AbortController();
    polling = [];
    stops = 0;
    running = [];
  });
  afterEach(async () => {
    stopping.abort();
    await Promise.allSettled(running);
  });

  const untilAborted = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });

  /** Starts a process that polls for as long as it is let. */
  function start(
    name: string,
    { signal = stopping.signal, its = leases }: { signal?: AbortSignal; its?: Leases } = {},
  ): Promise<void> {
    const parts = { leases: its, name: 'poller', log: silent, leaseMs };
    const run = runAsLeader(parts, signal, async (working) => {
      polling.push(name);
      await untilAborted(working);
      polling.splice(polling.indexOf(name), 1);
      stops += 1;
    });
    running.push(run);
    return run;
  }

  /** Lets every process look for the lease a few times. */
  async function looks(times: number): Promise<void> {
    let seen = 0;
    const counting: Leases = {
      ...leases,
      take: (...asked) => {
        seen += 1;
        return leases.take(...asked);
      },
    };
    start('the counting one', { its: counting });
    await until(() => seen > times);
  }

  test('is one of all the processes', async () => {
    for (const name of ['a', 'b', 'c']) start(name);
    await until(() => polling.length > 0);
    await looks(3);
    expect(polling).toHaveLength(1);
  });

  test('hands over at once when it stops', async () => {
    const first = new AbortController();
    const ended = start('a', { signal: first.signal });
    await until(() => polling.includes('a'));
    start('b');
    first.abort();
    await ended;
    await until(() => polling.includes('b'));
    expect(polling).toEqual(['b']);
  });

  test('that vanished is followed when its lease has run out, not a moment before', async () => {
    await leases.take('poller', 'the vanished', leaseMs);
    start('b');
    clock.ms += leaseMs - 1;
    await looks(3);
    expect(polling).toEqual([]);
    clock.ms += 1;
    await until(() => polling.length === 1);
  });

  test('stops when it has lost its lease, and waits for it again', async () => {
    start('a');
    await until(() => polling.includes('a'));
    // Now and then a renewal comes first.
    await until(() => {
      clock.ms += leaseMs;
      return leases.take('poller', 'another', leaseMs);
    });
    await until(() => polling.length === 0);
    await leases.release('poller', 'another');
    await until(() => polling.includes('a'));
  });

  test.for(['refuses', 'never answers'])(
    'stops when the database %s for as long as the lease lasts',
    async (how) => {
      let well = true;
      const its: Leases = {
        ...leases,
        renew: (...asked) => {
          if (well) return leases.renew(...asked);
          const { promise, reject } = Promise.withResolvers<boolean>();
          if (how === 'refuses') reject(new Error('refused'));
          return promise;
        },
      };
      start('a', { its });
      await until(() => polling.includes('a'));
      well = false;
      await until(() => stops > 0);
    },
  );

  test('waits for a database that is away', async () => {
    let tries = 0;
    const its: Leases = {
      ...leases,
      take: (...asked) => {
        tries += 1;
        return tries < 3 ? Promise.reject(new Error('away')) : leases.take(...asked);
      },
    };
    start('a', { its });
    await until(() => polling.includes('a'));
  });

  test('passes on why its work ended, and lets go', async () => {
    const parts = { leases, name: 'poller', log: silent, leaseMs };
    const refused = new Error('Telegram refuses the token');
    const work = runAsLeader(parts, stopping.signal, () => Promise.reject(refused));
    await expect(work).rejects.toBe(refused);
    expect(await leases.take('poller', 'the next', 1000)).toBe(true);
  });

  test('ends with work that ends by itself', async () => {
    const parts = { leases, name: 'poller', log: silent, leaseMs };
    await runAsLeader(parts, stopping.signal, async () => void polling.push('done'));
    expect(polling).toEqual(['done']);
  });

  test('takes nothing up any more when it is to stop', async () => {
    stopping.abort();
    await start('a');
    expect(polling).toEqual([]);
  });
});
