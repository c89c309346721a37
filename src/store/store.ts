import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import type { DatabaseAddress } from '../config.ts';
import { StoreError } from './errors.ts';
import { checkKey } from './key-check.ts';
import { readOrMakeKeyFile } from './key-file.ts';
import { migrate } from './migrations.ts';
import { lockForThisProcess, type ProcessLock } from './process-lock.ts';
import type { Tables } from './schema.ts';
import { createSealing, type Sealing } from './sealing.ts';
import { sqliteDialect } from './sqlite.ts';

/** The time as an SQL expression in milliseconds since 1970: leases and deadlines are measured by one clock. */
export type DatabaseClock = () => RawBuilder<number>;

/** An open, migrated database. */
export interface Store {
  db: Kysely<Tables>;
  now: DatabaseClock;
  sealing: Sealing;
  /** For what a kill may not undo but a power cut may, such as a lease: SQLite doesn't wait for the disk then. */
  lightly<Result>(work: (db: Kysely<Tables>) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

const sqliteClock: DatabaseClock = () => sql<number>`cast(unixepoch('subsec') * 1000 as integer)`;
const postgresClock: DatabaseClock = () =>
  sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;

/**
 * Opens the database and brings it to this version.
 * With SQLite, this process is then its only one, so that the leases of others have ended; without a `secretKey`
 * the key lies in a file beside it.
 * @param clock replaces the database's own clock, so that a test can let hours pass.
 * @throws {StoreError} saying what the person who runs the bot can do.
 */
export async function openStore(
  address: DatabaseAddress,
  secretKey: string | undefined,
  clock?: DatabaseClock,
): Promise<Store> {
  if (address.kind === 'postgres') {
    if (secretKey === undefined) throw new StoreError('key', 'PostgreSQL needs a SECRET_KEY.');
    return openPostgres(address.url, secretKey, clock);
  }
  return openSqlite(address.path, secretKey, clock);
}

async function openSqlite(
  path: string,
  secretKey: string | undefined,
  clock: DatabaseClock | undefined,
): Promise<Store> {
  const { lock, db } = claimFile(path);
  const close = async () => {
    await db.destroy();
    lock.release();
  };
  try {
    const sealing = createSealing(secretKey ?? readOrMakeKeyFile(`${path}.key`));
    await migrate(db);
    await checkKey(db, sealing);
    await endLeases(db, clock ?? sqliteClock);
    return { db, now: clock ?? sqliteClock, sealing, lightly: (work) => lightly(db, work), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** No other process shares the file: whoever holds a lease in it is dead. */
async function endLeases(db: Kysely<Tables>, now: DatabaseClock): Promise<void> {
  await db
    .updateTable('leases')
    .set({ expires_at: now() })
    .where('expires_at', '>', now())
    .execute();
}

/** SQLite reference, PRAGMA synchronous: in WAL mode, NORMAL loses commits with the power alone. */
function lightly<Result>(
  db: Kysely<Tables>,
  work: (db: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  return db.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection);
    try {
      return await work(connection);
    } finally {
      await sql`pragma synchronous = full`.execute(connection);
    }
  });
}

function claimFile(path: string): { lock: ProcessLock; db: Kysely<Tables> } {
  let lock: ProcessLock | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    lock = lockForThisProcess(path);
    return { lock, db: new Kysely<Tables>({ dialect: sqliteDialect(path) }) };
  } catch (error) {
    lock?.release();
    if (error instanceof StoreError) throw error;
    throw new StoreError(
      'unreachable',
      `The database ${path} can’t be opened: check that it is an SQLite file in a folder the bot may write to.`,
      error,
    );
  }
}

async function openPostgres(
  url: string,
  secretKey: string,
  clock: DatabaseClock | undefined,
): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    types: {
      getTypeParser: (oid, format) =>
        oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
    },
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await sql`select 1`.execute(db);
  } catch (error) {
    await db.destroy();
    throw new StoreError('unreachable', 'PostgreSQL can’t be reached: check DATABASE_URL.', error);
  }
  const sealing = createSealing(secretKey);
  try {
    await migrate(db);
    await checkKey(db, sealing);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    db,
    now: clock ?? postgresClock,
    sealing,
    lightly: (work) => work(db),
    close: () => db.destroy(),
  };
}

/** A moment `ms` milliseconds from now, as an SQL expression. */
export function later(now: DatabaseClock, ms: number): RawBuilder<number> {
  return sql<number>`${now()} + ${Math.round(ms)}`;
}
