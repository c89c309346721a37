import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { DatabaseAddress } from '../../src/config.ts';
import { growing } from './growing.ts';
import type { Statement } from './recorded.ts';

/** A statement that reads much of a table to find little of it, and what the database says about it. */
export interface Scan {
  table: string;
  how: string;
  statement: string;
}

/** @param most so many rows of a table may be read for one statement, where the database counts them */
export function scansOf(
  address: DatabaseAddress,
  statements: readonly Statement[],
  most: number,
): Promise<Scan[]> | Scan[] {
  return address.kind === 'sqlite'
    ? scansOnSqlite(address.path, statements)
    : scansOnPostgres(address.url, statements, most);
}

/** By what SQLite says of its plan (SQLite documentation, EXPLAIN QUERY PLAN): it counts nothing. */
function scansOnSqlite(path: string, statements: readonly Statement[]): Scan[] {
  const database = new DatabaseSync(path);
  try {
    return statements.flatMap(({ text }) => {
      const names = namesIn(text);
      const steps = database.prepare(`explain query plan ${text}`).all();
      return steps.flatMap(({ detail }) => {
        const how = String(detail);
        const table = names.get(/^(?:SCAN|SEARCH) (\w+)/.exec(how)?.[1] ?? '');
        return table !== undefined && readsMuch(how) ? [{ table, how, statement: text }] : [];
      });
    });
  } finally {
    database.close();
  }
}

/** In these there is as much as waits. */
const partial = ['inbox_waiting', 'inbox_dead', 'request_messages_unshown'];

/** Nearly all rows are of one bot and of one shop: neither narrows anything down. */
function readsMuch(how: string): boolean {
  if (partial.some((index) => how.includes(index))) return false;
  if (how.startsWith('SCAN')) return true;
  if (how.includes('AUTOMATIC')) return true;
  const by = /\((?<columns>[^()]*)\)$/.exec(how)?.groups?.['columns'] ?? '';
  return by.split(' AND ').every((column) => /^(bot_id|shop)=\?$/.test(column));
}

/** The tables that grow under the names that they have in a statement. */
function namesIn(text: string): Map<string, string> {
  const named = text.matchAll(/\b(?:from|join|update|into)\s+"?(\w+)"?(?:\s+as\s+"?(\w+)"?)?/gi);
  const names = [...named].map(([, table = '', name = table]): [string, string] => [name, table]);
  return new Map(names.filter(([, table]) => growing.includes(table)));
}

interface Node {
  'Relation Name'?: string;
  'Node Type': string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Node[];
}

/** By how many rows PostgreSQL has read: each statement is carried out and taken back. */
async function scansOnPostgres(
  url: string,
  statements: readonly Statement[],
  most: number,
): Promise<Scan[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('analyze');
    // Of a few thousand rows it reads all sooner than it asks an index for some; of many it doesn't.
    for (const way of ['seqscan', 'hashjoin', 'mergejoin'])
      await client.query(`set enable_${way} = off`);
    const scans: Scan[] = [];
    for (const statement of statements) {
      for (const node of flat(await planOf(client, statement))) {
        const table = node['Relation Name'] ?? '';
        if (!growing.includes(table)) continue;
        const read = rowsRead(node);
        const isScan = read === undefined ? node['Node Type'] === 'Seq Scan' : read > most;
        const how = `${node['Node Type']} ${node['Index Name'] ?? ''}, ${read ?? '?'} rows`;
        if (isScan) scans.push({ table, how, statement: statement.text });
      }
    }
    return scans;
  } finally {
    await client.end();
  }
}

/** Carried out where it can be: what was added before can't be added again. */
async function planOf(client: pg.Client, { text, values }: Statement): Promise<Node> {
  const explain = async (options: string) => {
    await client.query('begin');
    try {
      const { rows } = await client.query(`explain (${options}) ${text}`, [...values]);
      return rows[0]['QUERY PLAN'][0].Plan as Node;
    } finally {
      await client.query('rollback');
    }
  };
  return explain('analyze, timing off, format json').catch(() => explain('format json'));
}

function flat(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}

function rowsRead(node: Node): number | undefined {
  const { 'Actual Rows': kept, 'Actual Loops': loops = 1 } = node;
  if (kept === undefined) return undefined;
  const left = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return Math.round((kept + left) * loops);
}
