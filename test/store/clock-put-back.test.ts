import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { createInboxRows, type InboxRows } from '../../src/store/inbox/inbox.ts';
import type { Waiting } from '../../src/store/inbox/pending.ts';
import { emptyUnitOfWork } from '../../src/store/inbox/unit-of-work.ts';
import { createSweeper } from '../../src/store/retention/sweeper.ts';
import type { Store } from '../../src/store/store.ts';
import { createLeases } from '../../src/store/tables/leases.ts';
import { silent, until } from '../delivery/updates.ts';
import { createClock, describeOnBothDatabases, type TestClock } from './databases.ts';

const botId = 7100000001;
const hourMs = 3_600_000;
const leaseMs = 10_000;

describeOnBothDatabases('when the clock is put back by an hour', (database) => {
  let clock: TestClock;
  let store: Store;
  let rows: InboxRows;
  beforeEach(async () => {
    clock = createClock();
    store = await database.open(clock);
    rows = createInboxRows(store, botId);
  });

  const another = () => createInboxRows(store, botId);
  const put = (updateId: number, queue = 'chat:1') =>
    rows.put([{ updateId, queue, payload: '{}' }]);
  async function claimOne(by = rows): Promise<Waiting & { orphaned: boolean }> {
    const [claimed, ...others] = await by.claim(9, leaseMs);
    if (claimed === undefined || others.length > 0) throw new Error('Not one update is free');
    return claimed;
  }

  test('a lease whose holder died before is free at once, for whatever time it was taken', async () => {
    for (const ms of [leaseMs, hourMs]) {
      await createLeases(store).take('act:1', 'who died', ms);
      clock.ms -= hourMs;
      expect(await createLeases(store).take('act:1', 'another', ms)).toBe(true);
      expect(await createLeases(store).take('act:1', 'a third', ms)).toBe(false);
      await createLeases(store).release('act:1', 'another');
    }
  });

  test('a holder that is alive keeps its lease from the next renewal on', async () => {
    const leases = createLeases(store);
    await leases.take('poller', 'a', leaseMs);
    clock.ms -= hourMs;
    expect(await leases.renew('poller', 'a', leaseMs)).toBe(true);
    expect(await leases.take('poller', 'b', leaseMs)).toBe(false);
    clock.ms += leaseMs;
    expect(await leases.take('poller', 'b', leaseMs)).toBe(true);
  });

  test('a small correction takes nothing from a live holder', async () => {
    const leases = createLeases(store);
    await leases.take('poller', 'a', leaseMs);
    await put(1);
    await claimOne();
    clock.ms -= 4000;
    expect(await leases.take('poller', 'b', leaseMs)).toBe(false);
    expect(await another().claim(9, leaseMs)).toEqual([]);
  });

  test('a chat whose process died before is taken up at once', async () => {
    await put(1);
    await claimOne(another());
    clock.ms -= hourMs;
    expect(await claimOne()).toMatchObject({ updateId: 1, orphaned: true });
    expect(await another().claim(9, leaseMs)).toEqual([]);
  });

  test('what is in hand is kept and finished', async () => {
    await put(1);
    const update = await claimOne();
    clock.ms -= hourMs;
    await rows.renew(['chat:1'], leaseMs);
    expect(await another().claim(9, leaseMs)).toEqual([]);
    expect((await rows.finish(update, emptyUnitOfWork(), true)).handled).toBe(true);
  });

  test('what waited is due, and so is what was put off, failed or lost its process', async () => {
    await put(1);
    clock.ms -= hourMs;
    let update = await claimOne();
    // It had been waiting for longer than the clock is put back by.
    clock.ms += 2 * hourMs;
    for (const putOff of [rows.postpone, rows.fail, rows.lose]) {
      await rows.renew(['chat:1'], leaseMs);
      expect(await putOff(update, 30_000)).toBe(true);
      clock.ms += 20_000;
      expect(await rows.claim(9, leaseMs)).toEqual([]);
      clock.ms -= hourMs;
      update = await claimOne();
      clock.ms += hourMs;
    }
  });

  test('each chat’s updates stay in order of arrival, whatever their numbers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            updateId: fc.integer({ min: 1, max: 1_000_000 }),
            stepMs: fc.integer({ min: -2 * hourMs, max: hourMs }),
          }),
          { maxLength: 12 },
        ),
        async (arrivals) => {
          await store.db.deleteFrom('inbox').execute();
          await store.db.deleteFrom('leases').execute();
          for (const { updateId, stepMs } of arrivals) {
            clock.ms += stepMs;
            await put(updateId);
          }
          const order: number[] = [];
          let next: Waiting | undefined = (await rows.claim(1, leaseMs))[0];
          while (next !== undefined) {
            order.push(next.updateId);
            next = (await rows.finish(next, emptyUnitOfWork(), true)).next;
          }
          expect(order).toEqual([...new Set(arrivals.map(({ updateId }) => updateId))]);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('what waited is said to have waited for no negative time', async () => {
    await put(1);
    clock.ms -= hourMs;
    expect(await rows.backlog()).toEqual({ waiting: 1, oldestMs: 0 });
    expect((await claimOne()).waitedMs).toBe(0);
  });

  test('old rows are swept by the clock as it is now', async () => {
    const sweeper = createSweeper({
      store,
      leases: createLeases(store),
      log: silent,
      everyMs: hourMs,
      tickMs: 10,
    });
    sweeper.start();
    const leaseEnd = async () =>
      (await store.db.selectFrom('leases').select('expires_at').executeTakeFirst())?.expires_at;
    await until(async () => (await leaseEnd()) === clock.ms + hourMs);
    clock.ms -= hourMs;
    await until(async () => (await leaseEnd()) === clock.ms + hourMs);
    await sweeper.stop();
  });
});
