import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { DatabaseAddress } from '../../src/config.ts';

/** The bot's database as any other program sees it, beside the running bot. */
export interface Counters {
  /** How many rows each table has; those of the migrations are left out. */
  rows(): Promise<Record<string, number>>;
  /** The one number that a query asks for. */
  count(query: string): Promise<number>;
  /** How large the database is, in bytes. */
  size(): Promise<number>;
  /**
   * Moves every time that is written down back by `ms`, as if so much had passed since. The bot must be stopped.
   * @param except a table for which no time passes
   */
  passTime(ms: number, except?: string): Promise<void>;
  close(): Promise<void>;
}

interface Column {
  table: string;
  name: string;
}

type Ask = (query: string) => Promise<Record<string, unknown>[]>;

export async function openCounters(address: DatabaseAddress): Promise<Counters> {
  return address.kind === 'sqlite' ? openSqlite(address.path) : openPostgres(address.url);
}

function openSqlite(path: string): Counters {
  const file = new DatabaseSync(path);
  file.exec('pragma busy_timeout = 10000');
  const ask: Ask = async (query) => file.prepare(query).all();
  const columns = `select tables.name as "table", columns.name as name
    from sqlite_schema as tables join pragma_table_info(tables.name) as columns
    where tables.type = 'table' and columns.type = 'bigint'`;
  return {
    ...booksOver(ask, `select name from sqlite_schema where type = 'table'`, columns),
    size: async () => statSync(path).size,
    close: async () => file.close(),
  };
}

async function openPostgres(url: string): Promise<Counters> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const ask: Ask = async (query) => (await client.query(query)).rows;
  const columns = `select table_name as "table", column_name as name
    from information_schema.columns where table_schema = 'public' and data_type = 'bigint'`;
  const tables = `select tablename as name from pg_tables where schemaname = 'public'`;
  return {
    ...booksOver(ask, tables, columns),
    async size() {
      const [row] = await ask('select pg_database_size(current_database()) as size');
      return Number(row?.['size']);
    },
    close: () => client.end(),
  };
}

function booksOver(ask: Ask, tables: string, columns: string) {
  const count = async (query: string) => Number(Object.values((await ask(query))[0] ?? {})[0]);
  const isOurs = (table: string) => !/^(kysely|sqlite)_/.test(table);
  return {
    count,
    async rows() {
      const rows: Record<string, number> = {};
      for (const { name } of await ask(tables)) {
        const table = String(name);
        if (isOurs(table)) rows[table] = await count(`select count(*) from ${table}`);
      }
      return rows;
    },
    async passTime(ms: number, except?: string) {
      for (const { table, name } of (await ask(columns)) as unknown as Column[]) {
        if (!isOurs(table) || table === except || !(name.endsWith('_at') || name === 'old_since'))
          continue;
        await ask(`update ${table} set ${name} = ${name} - ${ms}`);
      }
    },
  };
}
