import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeAll, describe, inject } from 'vitest';
import type { DatabaseAddress } from '../../src/config.ts';
import type { DatabaseClock } from '../../src/store/clock.ts';
import { openStore, type Store } from '../../src/store/store.ts';

export const secretKey = 'a secret key for tests only';

/** A clock that stands still until a test moves it on. */
export interface TestClock {
  ms: number;
  sql: DatabaseClock;
}

export function createClock(ms = Date.parse('2026-02-01T10:00:00+07:00')): TestClock {
  const clock: TestClock = { ms, sql: () => sql<number>`cast(${clock.ms} as bigint)` };
  return clock;
}

export interface Database {
  kind: DatabaseAddress['kind'];
  /** Where the running test's database is; it is empty when the test starts. */
  address(): DatabaseAddress;
  /** Opens it; closed again after the test. Without a clock it goes by the database's own. */
  open(clock?: TestClock): Promise<Store>;
}

/** Runs the same tests on SQLite and on PostgreSQL. */
export function describeOnBothDatabases(name: string, tests: (database: Database) => void): void {
  describe(`${name}, on SQLite`, () => tests(onSqlite()));
  describe.skipIf(inject('postgres') === null)(`${name}, on PostgreSQL`, () => tests(onPostgres()));
}

/** A new SQLite file for each test. */
export function onSqlite(): Database {
  let folder: string | undefined;
  afterEach(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    folder = undefined;
  });
  const address = (): DatabaseAddress => {
    folder ??= mkdtempSync(join(tmpdir(), 'ngorder-bot-store-'));
    return { kind: 'sqlite', path: join(folder, 'bot.db') };
  };
  return { kind: 'sqlite', address, open: opener(address) };
}

/** One PostgreSQL database for the tests of one file, emptied after each. */
function onPostgres(): Database {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const server = inject('postgres') ?? 'postgres://none';
  const url = new URL(server);
  url.pathname = `/${name}`;
  beforeAll(() => query(server, `create database ${name}`));
  afterEach(() => query(url.href, 'drop schema public cascade; create schema public'));
  const address = (): DatabaseAddress => ({ kind: 'postgres', url: url.href });
  return { kind: 'postgres', address, open: opener(address) };
}

function opener(address: () => DatabaseAddress): Database['open'] {
  const opened = new Set<Store>();
  afterEach(async () => {
    await Promise.all([...opened].map((store) => store.close()));
    opened.clear();
  });
  return async (clock) => {
    const store = await openStore(address(), secretKey, { clock: clock?.sql });
    opened.add(store);
    const close = async () => {
      if (opened.delete(store)) await store.close();
    };
    return { ...store, close };
  };
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
