import pino from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keptMs } from '../../../src/store/retention/sweep.ts';
import { createSweeper, type Sweeper } from '../../../src/store/retention/sweeper.ts';
import type { Store } from '../../../src/store/store.ts';
import { createLeases } from '../../../src/store/tables/leases.ts';
import { createClock, describeOnBothDatabases, type TestClock } from '../databases.ts';

const hourMs = 3_600_000;
const until = (leases: () => unknown) => vi.waitFor(leases, { timeout: 20_000, interval: 5 });

describeOnBothDatabases('old rows', (database) => {
  let clock: TestClock;
  let store: Store;
  let said: { msg: string; abandonedConversations?: number }[];
  const copies: Sweeper[] = [];
  beforeEach(async () => {
    clock = createClock();
    store = await database.open(clock);
    said = [];
  });
  afterEach(async () => {
    await Promise.all(copies.splice(0).map((copy) => copy.stop()));
  });

  function start(everyMs = hourMs): Sweeper {
    const log = pino({ level: 'debug' }, { write: (line) => said.push(JSON.parse(line)) });
    const copy = createSweeper({ store, leases: createLeases(store), log, everyMs, tickMs: 5 });
    copies.push(copy);
    copy.start();
    return copy;
  }

  /** Leaves a conversation behind that is long over. */
  const leaveOld = (key: string) =>
    store.db
      .insertInto('conversations')
      .values({
        bot_id: 1,
        key,
        state_encrypted: '',
        updated_at: clock.ms - keptMs.abandonedConversations - 1,
      })
      .execute();
  const left = () => store.db.selectFrom('conversations').select('key').execute();
  const sweeps = () => said.filter(({ msg }) => msg === 'old rows were removed');

  test('are removed when the bot starts and every hour, by one of the copies that run', async () => {
    await leaveOld('1:1:');
    for (let copy = 0; copy < 3; copy += 1) start();
    await until(async () => expect(await left()).toEqual([]));
    await leaveOld('2:2:');
    clock.ms += hourMs - 1;
    // A round of all three, in which it is not time yet.
    start();
    await until(() => expect(sweeps()).toHaveLength(1));
    expect(await left()).toHaveLength(1);
    clock.ms += 1;
    await until(async () => expect(await left()).toEqual([]));
    await until(() =>
      expect(sweeps().map(({ abandonedConversations }) => abandonedConversations)).toEqual([1, 1]),
    );
  });

  test('are removed by another copy when the one that did so is gone', async () => {
    await start().stop();
    await leaveOld('1:1:');
    clock.ms += hourMs;
    start();
    await until(async () => expect(await left()).toEqual([]));
  });

  test('that could not be removed are tried again soon', async () => {
    await leaveOld('1:1:');
    await store.db.schema.alterTable('requests').renameTo('requests_elsewhere').execute();
    start();
    await until(() =>
      expect(said.map(({ msg }) => msg)).toContain('old rows could not be removed'),
    );
    await store.db.schema.alterTable('requests_elsewhere').renameTo('requests').execute();
    await until(() => expect(sweeps()).not.toEqual([]));
  });
});
