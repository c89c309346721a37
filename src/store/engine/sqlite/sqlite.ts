import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import {
  type DatabaseConnection,
  type Dialect,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
  sql,
} from 'kysely';
import { StoreError } from '../../errors.ts';
import { type Engine, type Lists, writeCheck, writeCheckBytes } from '../engine.ts';
import { treated } from '../prepared.ts';
import { fileInPlace } from './file-in-place.ts';
import { lockForThisProcess, type ProcessLock } from './process-lock.ts';
import { sqliteProblem, wordsForSqlite } from './sqlite-problem.ts';
import { type WriteToDisk, writeAheadLogOf } from './write-ahead-log.ts';

/** How long a start waits for another program to let go of the file. */
const busyAtStartMs = 3000;
/** While it waits for a lock, SQLite holds up the whole process: longer locks are an outage, which holds up nothing. */
const busyMs = 100;

/**
 * Opens an SQLite file, made where there is none, for this process alone.
 * @param toDisk in place of the system's own way, so that a test can have the disk fail
 * @throws {StoreError} `locked` or `unreachable`
 */
export function openSqliteFile(path: string, toDisk?: WriteToDisk): Engine {
  const { lock, database } = claim(path);
  const checkFile = fileInPlace(path);
  const log = writeAheadLogOf(path, toDisk);
  const dialect = dialectOver(database, checkFile);
  const withRelaxedDurability: Engine['withRelaxedDurability'] = (db, work) =>
    db.connection().execute(async (connection) => {
      // SQLite reference, PRAGMA synchronous: in WAL mode, NORMAL loses commits with the power alone.
      // It takes effect when it is prepared, not when a prepared one is run (PRAGMA Statements).
      database.exec('PRAGMA synchronous = NORMAL');
      try {
        return await work(connection);
      } finally {
        database.exec('PRAGMA synchronous = FULL');
      }
    });
  return {
    name: path,
    dialect,
    now: () => sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
    lists,
    alone: true,
    chainsWrites: false,
    withRelaxedDurability,
    async durably(db, work) {
      const result = await withRelaxedDurability(db, work);
      await log.flush();
      return result;
    },
    async setUp(work) {
      const result = await work(new Kysely({ dialect }));
      database.exec(`PRAGMA busy_timeout = ${busyMs}`);
      return result;
    },
    async tryWriting() {
      // In one turn of the event loop, so that nothing of it gets into a transaction of the store's.
      if (database.isTransaction) throw new Error('a transaction is under way');
      checkFile();
      log.mend(database);
      database.exec(
        `INSERT OR REPLACE INTO facts (name, value)
          VALUES ('${writeCheck}', hex(randomblob(${writeCheckBytes / 2})));
        DELETE FROM facts WHERE name = '${writeCheck}'`,
      );
    },
    wordsFor: wordsForSqlite,
    needsSomebody: () => true,
    onCut: () => undefined,
    close() {
      log.close();
      if (database.isOpen) database.close();
      lock.release();
    },
  };
}

const lists: Lists = {
  among: (column, values) =>
    sql`${sql.ref(column)} in (select value from json_each(${treated(values, (all) => JSON.stringify(all))}))`,
  tableOf(types, rows) {
    const columns = Object.keys(types);
    const json = treated(rows, (all) =>
      JSON.stringify(all.map((row) => columns.map((column) => row[column]))),
    );
    const fields = columns.map((column, at) => sql`value ->> ${sql.lit(at)} as ${sql.ref(column)}`);
    return sql`(select ${sql.join(fields)} from json_each(${json}))`;
  },
};

function claim(path: string): { lock: ProcessLock; database: DatabaseSync } {
  let lock: ProcessLock | undefined;
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    lock = lockForThisProcess(path);
    const isNew = !existsSync(path);
    database = new DatabaseSync(path, { timeout: busyAtStartMs });
    // What SQLite puts beside it gets the same permissions.
    if (isNew) chmodSync(path, 0o600);
    // WAL, foreign keys, every commit on the disk.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    return { lock, database };
  } catch (error) {
    database?.close();
    lock?.release();
    if (error instanceof StoreError) throw error;
    throw new StoreError(
      'unreachable',
      `The database ${path} can’t be used: ${sqliteProblem(error)}.`,
      error,
    );
  }
}

/** Kysely's SQLite dialect over Node's own `node:sqlite`. */
function dialectOver(database: DatabaseSync, checkFile: () => void): Dialect {
  const prepared = new Map<string, SqliteStatement>();
  const adapter: SqliteDatabase = {
    close: () => database.close(),
    prepare(text) {
      const known = prepared.get(text);
      if (known !== undefined) return known;
      const statement = statementOver(database.prepare(text));
      prepared.set(text, statement);
      return statement;
    },
  };
  const dialect = new SqliteDialect({ database: adapter });
  return {
    createAdapter: () => new WholeMigrations(),
    createDriver: () => new CheckingDriver({ database: adapter }, checkFile),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

/** Tables are made and changed in transactions, as SQLite can: a process that is killed meanwhile leaves nothing half done. */
class WholeMigrations extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Begins nothing that would be written into a file which is no longer in its place. That is looked up once in a turn of the
 * event loop, since it takes as long as a small statement.
 */
class CheckingDriver extends SqliteDriver {
  readonly #checkFile: () => void;
  #isChecked = false;

  constructor(config: SqliteDialectConfig, checkFile: () => void) {
    super(config);
    this.#checkFile = checkFile;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (!this.#isChecked) {
      this.#checkFile();
      this.#isChecked = true;
      setImmediate(() => {
        this.#isChecked = false;
      });
    }
    return super.acquireConnection();
  }
}

function statementOver(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...bind(parameters)),
    run: (parameters) => {
      const { changes, lastInsertRowid } = statement.run(...bind(parameters));
      return { changes, lastInsertRowid };
    },
    iterate: (parameters) => statement.iterate(...bind(parameters)),
  };
}

type Bindable = string | number | bigint | null | Uint8Array;

/** `node:sqlite` takes an object in first place for named parameters: only plain values may pass. */
function bind(parameters: readonly unknown[]): Bindable[] {
  return parameters.map((value) => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
      return value;
    if (value === null || value === undefined) return null;
    if (typeof value === 'boolean') return Number(value);
    if (value instanceof Uint8Array) return value;
    throw new TypeError(`A ${typeof value} can't be stored`);
  });
}
