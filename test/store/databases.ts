import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeAll, describe, inject } from 'vitest';
import type { DatabaseAddress } from '../../src/config.ts';
import type { DatabaseClock } from '../../src/store/clock.ts';
import type { Engine } from '../../src/store/engine/engine.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { KeptEngines } from './kept-engines.ts';

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
  /** Where the running test's database is; there are no rows in it when the test starts. */
  address(): DatabaseAddress;
  /** The same for something that opens it by itself: the tables are there, unless told otherwise. */
  ready(): Promise<DatabaseAddress>;
  /** Opens it; closed again after the test. Without a clock it goes by the database's own. */
  open(clock?: TestClock): Promise<Store>;
}

/** Runs the same tests on SQLite and on PostgreSQL, where this version has been before and has left nothing. */
export function describeOnBothDatabases(name: string, tests: (database: Database) => void): void {
  describeOnBoth(name, tests, { isEmpty: false });
}

/** Runs the same tests on both, where nothing has been before: for what brings a database to this version. */
export function describeOnEmptyDatabases(name: string, tests: (database: Database) => void): void {
  describeOnBoth(name, tests, { isEmpty: true });
}

interface Given {
  /** Whether not even the tables are there. */
  isEmpty: boolean;
}

function describeOnBoth(name: string, tests: (database: Database) => void, given: Given): void {
  describe(`${name}, on SQLite`, () => tests(onSqlite(given)));
  describe.skipIf(inject('postgres') === null)(`${name}, on PostgreSQL`, () =>
    tests(onPostgres(given)),
  );
}

/**
 * A new SQLite file for each test. Its address is that of no file yet; `open` and `ready` put the tables there unless told
 * otherwise.
 */
export function onSqlite({ isEmpty }: Given = { isEmpty: false }): Database {
  let folder: string | undefined;
  afterEach(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    folder = undefined;
  });
  const path = (): string => {
    folder ??= mkdtempSync(join(inject('temporary'), 'store-'));
    return join(folder, 'bot.db');
  };
  const address = (): DatabaseAddress => ({ kind: 'sqlite', path: path() });
  const ready = async () => {
    if (!isEmpty && !existsSync(path())) copyFileSync(await sqliteTemplate(), path());
    return address();
  };
  return { kind: 'sqlite', address, ready, open: opener(ready) };
}

function uniqueName(): string {
  return `test_${randomUUID().replaceAll('-', '')}`;
}

/** A PostgreSQL database that is empty when a test starts: a new one where not even the tables are there. */
function onPostgres({ isEmpty }: Given): Database {
  const server = inject('postgres') ?? 'postgres://none';
  const name = isEmpty ? uniqueName() : prepared.name;
  const url = urlOf(server, name);
  const address = (): DatabaseAddress => ({ kind: 'postgres', url });
  if (isEmpty) {
    beforeAll(() => query(server, `create database ${name}`));
    afterEach(() => query(url, 'drop schema public cascade; create schema public'));
  } else {
    beforeAll(() => prepared.make(server));
    afterEach(() => prepared.startOver(server));
  }
  const ready = async () => address();
  const lend = isEmpty ? undefined : () => prepared.engines?.lend();
  return { kind: 'postgres', address, ready, open: opener(ready, lend) };
}

/** The one database, as this version makes it, in which a worker's tests follow each other: a copy takes longer than most. */
const prepared = {
  name: uniqueName(),
  emptying: undefined as pg.Pool | undefined,
  engines: undefined as KeptEngines | undefined,
  async make(server: string): Promise<void> {
    if (prepared.emptying !== undefined) return;
    const template = await postgresTemplate(server);
    await query(server, `create database ${prepared.name} template ${template}`);
    const url = urlOf(server, prepared.name);
    prepared.emptying = keptConnection(url);
    prepared.engines = new KeptEngines(url);
  },
  async startOver(server: string): Promise<void> {
    try {
      await prepared.emptying?.query('call test_only.start_over()');
    } catch {
      // The test has changed the tables themselves.
      prepared.emptying = undefined;
      await prepared.engines?.end();
      await query(server, `drop database ${prepared.name} with (force)`);
      await prepared.make(server);
    }
  },
};

/** One connection that stays: what it has prepared once takes a fifth of the time. Begun anew where a test ends it. */
function keptConnection(url: string): pg.Pool {
  const one = { max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true };
  return new pg.Pool({ connectionString: url, ...one }).on('error', () => undefined);
}

/** The path of a file as this version makes it. It is made once: all steps up to it take longer than most tests. */
export const sqliteTemplate = once(async () => {
  const path = join(mkdtempSync(join(inject('temporary'), 'template-')), 'bot.db');
  await (await openStore({ kind: 'sqlite', path }, secretKey)).close();
  return path;
});

/** The name of a database as this version makes it, which can put itself back into that state. Made once too. */
const postgresTemplate = once(async (server: string) => {
  const name = uniqueName();
  const url = urlOf(server, name);
  await query(server, `create database ${name}`);
  await (await openStore({ kind: 'postgres', url }, secretKey)).close();
  await query(url, startOver);
  return name;
});

/**
 * Deleting rows takes a tenth of what making the tables anew does; foreign keys and triggers are left out of it. Each
 * statement is written down, so that the connection that stays plans it once.
 */
const startOver = `
  create schema test_only;
  create function test_only.layout() returns text language sql as $$
    select string_agg(part::text, ' ') from (
      select sum(hashtext(concat_ws(' ', attrelid, attname, atttypid, attnotnull))) as part
        from pg_attribute join pg_class on pg_class.oid = attrelid
        where relnamespace = 'public'::regnamespace and not attisdropped
      union all select sum(hashtext(concat_ws(' ', tgrelid, tgname, tgenabled))) from pg_trigger
      union all select sum(hashtext(concat_ws(' ', proname, prosrc))) from pg_proc
        where pronamespace = 'public'::regnamespace
    ) as parts $$;
  create table test_only.as_made as select test_only.layout();
  do $do$ declare name text; filled boolean; statements text := ''; begin
    for name in select tablename from pg_tables where schemaname = 'public' loop
      execute format('create table test_only.%1$I as table public.%1$I', name);
      execute format('select exists (select from test_only.%I)', name) into filled;
      statements := statements || format('delete from public.%I;', name);
      if filled then
        statements := statements
          || format('insert into public.%1$I overriding system value table test_only.%1$I;', name);
      end if;
    end loop;
    for name in select sequencename from pg_sequences where schemaname = 'public' loop
      statements := statements || format('alter sequence public.%I restart;', name);
    end loop;
    execute format('create procedure test_only.start_over() language plpgsql as %L',
      'begin
        if test_only.layout() <> (select layout from test_only.as_made) then
          raise $$a test has changed the tables themselves$$;
        end if;
        set local session_replication_role = replica;'
      || statements || ' end');
  end $do$`;

function once<Given extends unknown[], T>(make: (...given: Given) => Promise<T>) {
  let made: Promise<T> | undefined;
  return (...given: Given): Promise<T> => (made ??= make(...given));
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

function opener(ready: Database['ready'], lend?: () => Engine | undefined): Database['open'] {
  const opened = new Set<Store>();
  afterEach(async () => {
    await Promise.all([...opened].map((store) => store.close()));
    opened.clear();
  });
  return async (clock) => {
    const clocked = { clock: clock?.sql, engine: lend?.() };
    const store = await openStore(await ready(), secretKey, clocked);
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
