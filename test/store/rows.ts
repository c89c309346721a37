import { type ColumnMetadata, type Kysely, sql } from 'kysely';
import type { Store } from '../../src/store/store.ts';

type Value = string | number | null;
export type Row = Record<string, Value>;

/** The bot's tables with their columns, as they are in the database. */
export async function tablesOf({ db }: Store): Promise<Map<string, ColumnMetadata[]>> {
  const tables = await db.introspection.getTables();
  return new Map(
    tables
      .filter(({ schema = 'public', name }) => schema === 'public' && !name.startsWith('kysely_'))
      .map(({ name, columns }) => [name, columns]),
  );
}

/**
 * Puts rows into every table: the number of a row in each number, and as a text in each text, so that what belongs
 * together by its key does. `change` makes it what a test needs, `only` names the tables that get any.
 */
export async function fillTables(
  store: Store,
  numbers: readonly number[],
  change: (row: Row, table: string, n: number) => Row = (row) => row,
  only?: readonly string[],
): Promise<void> {
  const tables = await tablesOf(store);
  // What others refer to comes first.
  const names = ['requests', ...[...tables.keys()].filter((name) => name !== 'requests')];
  await store.db.transaction().execute(async (transaction) => {
    for (const table of names) {
      if (table === 'facts' || table === 'leases' || only?.includes(table) === false) continue;
      const rows = numbers.map((n) => change(rowOf(tables.get(table) ?? [], n), table, n));
      for (let at = 0; at < rows.length; at += batchRows)
        await insert(transaction, table, rows.slice(at, at + batchRows));
    }
  });
}

/** PostgreSQL and SQLite take some 30,000 values in one statement. */
const batchRows = 500;

function rowOf(columns: readonly ColumnMetadata[], n: number): Row {
  return Object.fromEntries(
    columns.map(({ name, dataType }) => [name, /int/i.test(dataType) ? n : `t${n}`]),
  );
}

async function insert<Tables>(
  db: Kysely<Tables>,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  const values = rows.map((row) => sql`(${sql.join(Object.values(row))})`);
  await sql`insert into ${sql.table(table)} (${columns}) values ${sql.join(values)}`.execute(db);
}
