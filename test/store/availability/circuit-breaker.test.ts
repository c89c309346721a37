import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { pino } from 'pino';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createCircuitBreaker } from '../../../src/store/availability/circuit-breaker.ts';
import type { Engine } from '../../../src/store/engine/engine.ts';
import { DatabaseUnavailable } from '../../../src/store/errors.ts';
import { createInboxRows } from '../../../src/store/inbox/inbox.ts';
import { emptyUnitOfWork } from '../../../src/store/inbox/unit-of-work.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { createLeases } from '../../../src/store/tables/leases.ts';
import { gate, until } from '../../delivery/updates.ts';
import { createClock, onSqlite, secretKey, type TestClock } from '../databases.ts';

/** A log, and what it has been told. */
function listening() {
  const told: string[] = [];
  const write = (line: string) => void told.push(JSON.parse(line).msg);
  return { told, log: pino({ level: 'info' }, { write }) };
}

describe('an SQLite file that another program locks', () => {
  const database = onSqlite();
  let store: Store;
  let clock: TestClock;
  let told: string[];
  beforeEach(async () => {
    const { log, ...heard } = listening();
    told = heard.told;
    clock = createClock();
    store = await openStore(database.address(), secretKey, { log, clock: clock.sql });
    onTestFinished(() => store.close());
  });

  const lock = (): (() => void) => {
    const address = database.address();
    const other = new DatabaseSync(address.kind === 'sqlite' ? address.path : '');
    other.exec('BEGIN IMMEDIATE');
    return () => other.close();
  };
  const write = (name = 'a') => store.db.insertInto('facts').values({ name, value: '' }).execute();
  const read = () => store.db.selectFrom('facts').selectAll().execute();

  test('fails what is asked, also what could be read, until it can be written again', async () => {
    const unlock = lock();
    await expect(write()).rejects.toMatchObject({
      name: 'DatabaseUnavailable',
      message: 'The database can’t be used: another program keeps the file locked.',
    });
    expect(store.health.trouble).toBe('another program keeps the file locked');
    await expect(read()).rejects.toBeInstanceOf(DatabaseUnavailable);
    unlock();
    await until(() => store.health.trouble === undefined);
    await write();
    expect((await read()).map(({ name }) => name)).toContain('a');
  });

  test('is told of once, and once more when it is over', async () => {
    const unlock = lock();
    for (let times = 0; times < 5; times += 1) await expect(write()).rejects.toThrow();
    unlock();
    await until(() => store.health.trouble === undefined);
    expect(told).toEqual([
      'the database can’t be used: another program keeps the file locked',
      'the database can be used again',
    ]);
  });

  test('holds up the whole process for a moment alone', async () => {
    const { rows } = await sql<{ timeout: number }>`pragma busy_timeout`.execute(store.db);
    expect(rows[0]?.timeout).toBeLessThanOrEqual(250);
  });

  test('takes nothing of a transaction, and says why', async () => {
    const unlock = lock();
    const both = store.db.transaction().execute(async (transaction) => {
      await transaction.selectFrom('facts').selectAll().execute();
      await transaction.insertInto('facts').values({ name: 'a', value: '' }).execute();
    });
    await expect(both).rejects.toBeInstanceOf(DatabaseUnavailable);
    unlock();
    await store.health.retryAfterOutage(() => write('b'));
    expect((await read()).map(({ name }) => name)).not.toContain('a');
  });

  test('is outlasted by what must be done: a lease is given back afterwards', async () => {
    const leases = createLeases(store);
    await leases.take('act:1', 'a', 60_000);
    const unlock = lock();
    const released = leases.release('act:1', 'a');
    await until(() => store.health.trouble !== undefined);
    unlock();
    await released;
    expect(await leases.take('act:1', 'b', 1000)).toBe(true);
  });

  test('has nothing done again that was done when it began, however long it lasts', async () => {
    const inbox = createInboxRows(store, 7100000001);
    await inbox.put([{ updateId: 1, queue: 'chat:5', payload: '{}' }]);
    const [update] = await inbox.claim(1, 1000);
    if (update === undefined) throw new Error('Nothing was claimed');
    const unlock = lock();
    const finished = inbox.finish(update, emptyUnitOfWork(), true);
    await until(() => store.health.trouble !== undefined);
    clock.ms += 60_000;
    unlock();
    expect(await finished).toEqual({ handled: true, next: undefined });
  });

  test('leaves every commit as safe as before', async () => {
    const unlock = lock();
    const { rows: before } = await sql`pragma synchronous`.execute(store.db);
    const light = store.withRelaxedDurability((db) => db.deleteFrom('leases').execute());
    await expect(light).rejects.toBeInstanceOf(DatabaseUnavailable);
    unlock();
    await until(() => store.health.trouble === undefined);
    expect((await sql`pragma synchronous`.execute(store.db)).rows).toEqual(before);
    expect(before).toEqual([{ synchronous: 2 }]);
  });

  test('holds up nobody who closes it', async () => {
    const unlock = lock();
    const waiting = store.health.retryAfterOutage(() => write());
    await until(() => store.health.trouble !== undefined);
    await store.close();
    await expect(waiting).rejects.toBeInstanceOf(DatabaseUnavailable);
    unlock();
  });
});

describe('an SQLite file that is full', () => {
  const database = onSqlite();

  test('is called so, and not one in which nothing is left to be rolled back', async () => {
    const { log, told } = listening();
    const store = await openStore(database.address(), secretKey, { log });
    onTestFinished(() => store.close());
    await sql`pragma max_page_count = 1`.execute(store.db);
    const much = store.db.transaction().execute(async (transaction) => {
      const value = 'x'.repeat(1_000_000);
      await transaction.insertInto('facts').values({ name: 'a', value }).execute();
    });
    await expect(much).rejects.toThrow('The database can’t be used: the disk is full.');
    expect(told).toEqual(['the database can’t be used: the disk is full']);
  });
});

describe('an outage', () => {
  /** A database that is as the test says. */
  function database() {
    const is: { wrong: Error | undefined; tries: number; answers: Promise<void> } = {
      wrong: undefined,
      tries: 0,
      answers: Promise.resolve(),
    };
    const engine = {
      async tryWriting() {
        is.tries += 1;
        await is.answers;
        if (is.wrong) throw is.wrong;
      },
      wordsFor: (error: unknown) =>
        error instanceof Error && error.message.startsWith('gone') ? error.message : undefined,
    } as Engine;
    const { log, told } = listening();
    const outages = createCircuitBreaker(engine, log);
    onTestFinished(() => outages.close());
    return { is, outages, told };
  }
  const gone = new Error('gone');

  test('is not begun by what a statement itself got wrong', () => {
    const { outages, told } = database();
    const mistake = new Error('no such table');
    expect(outages.recognize(mistake, performance.now())).toBe(mistake);
    expect(outages.trouble).toBeUndefined();
    expect(told).toEqual([]);
  });

  test('that is over at the first try fails nobody but who met it', async () => {
    const { is, outages } = database();
    const { opened, open } = gate();
    is.answers = opened;
    outages.recognize(gone, performance.now());
    const passing = outages.assertAvailable();
    open();
    await passing;
    expect(outages.trouble).toBeUndefined();
  });

  test('is not begun anew by what had begun before it was over', async () => {
    const { outages, told } = database();
    const before = performance.now();
    outages.recognize(gone, before);
    await until(() => outages.trouble === undefined);
    expect(outages.recognize(gone, before)).toBeInstanceOf(DatabaseUnavailable);
    expect(outages.trouble).toBeUndefined();
    expect(told).toHaveLength(2);
  });

  test('that comes back at once is tried less often, and fails at once what is asked', async () => {
    const { is, outages } = database();
    outages.recognize(gone, performance.now());
    await until(() => outages.trouble === undefined);
    const { tries } = is;
    outages.recognize(gone, performance.now());
    await expect(outages.assertAvailable()).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(is.tries).toBe(tries);
  });

  test('is named by what is wrong now', async () => {
    const { is, outages, told } = database();
    is.wrong = new Error('gone for good');
    outages.recognize(gone, performance.now());
    await until(() => outages.trouble === 'gone for good');
    is.wrong = new Error('a transaction is under way');
    await until(() => is.tries > 2);
    expect(outages.trouble).toBe('gone for good');
    expect(told).toEqual(['the database can’t be used: gone']);
  });

  test('is looked for when a connection breaks that nobody uses', async () => {
    const { is, outages, told } = database();
    for (let times = 0; times < 10; times += 1) outages.suspect(gone);
    await until(() => told.length > 0);
    expect(told).toEqual(['an idle connection to the database was cut']);
    is.wrong = gone;
    outages.suspect(gone);
    await until(() => outages.trouble === 'gone');
    expect(told).toHaveLength(2);
  });

  test('is one outage and nothing else where the server answers once more before it is gone', async () => {
    const { is, outages, told } = database();
    outages.suspect(gone);
    await until(() => is.tries === 1);
    is.wrong = gone;
    await until(() => outages.trouble === 'gone');
    expect(told).toEqual(['the database can’t be used: gone']);
  });
});
