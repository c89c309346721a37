import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type Dialect, type SqliteDatabase, SqliteDialect } from 'kysely';

/** Kysely's SQLite dialect over Node's own `node:sqlite`: WAL, foreign keys, every commit on the disk. */
export function sqliteDialect(path: string): Dialect {
  const database = new DatabaseSync(path);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000',
  );
  const prepared = new Map<string, StatementSync>();
  const adapter: SqliteDatabase = {
    close: () => database.close(),
    prepare(sql) {
      const statement = prepared.get(sql) ?? database.prepare(sql);
      prepared.set(sql, statement);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...bind(parameters)),
        run: (parameters) => {
          const { changes, lastInsertRowid } = statement.run(...bind(parameters));
          return { changes, lastInsertRowid };
        },
        iterate: (parameters) => statement.iterate(...bind(parameters)),
      };
    },
  };
  return new SqliteDialect({ database: adapter });
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
