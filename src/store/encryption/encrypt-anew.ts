import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Store } from '../store.ts';
import { type EncryptedColumn, encryptedColumns } from './encrypted-columns.ts';
import { ifReadable } from './encryption.ts';

/** What became of the texts in the database. */
export interface EncryptedAnew {
  /** How many were encrypted with the former key, and now are with this one. */
  renewed: number;
  /** How many can be read with neither, by table and column, such as `acts.seen_encrypted`. */
  unreadable: Record<string, number>;
}

/** A text where it stands, with its row's primary key. */
interface Found {
  text: string;
  key: (string | number)[];
}

/** For whoever waits for the database meanwhile. */
const pauseMs = 20;

/**
 * Goes once through everything that is encrypted, and encrypts anew what was encrypted with the former key. Each text by
 * itself, and only while it is the one that was read: who writes beside it, or does the same, loses nothing, and it can
 * be broken off anywhere.
 * @throws the signal's reason when it is aborted
 */
export async function encryptAnew(
  store: Store,
  signal: AbortSignal,
  batchRows = 200,
): Promise<EncryptedAnew> {
  const { encrypt, decrypt, old } = store.encryption;
  const done: EncryptedAnew = { renewed: 0, unreadable: {} };
  for (const column of encryptedColumns) {
    for await (const found of textsIn(store, column, batchRows, signal)) {
      const cell = column.cellOf(found.key);
      const former = old && ifReadable(() => old.decrypt(found.text, cell));
      if (former !== undefined) {
        if (await replace(store, column, found, encrypt(former, cell))) done.renewed += 1;
      } else if (ifReadable(() => decrypt(found.text, cell)) === undefined) {
        const name = `${column.table}.${column.column}`;
        done.unreadable[name] = (done.unreadable[name] ?? 0) + 1;
      }
    }
  }
  return done;
}

/** In the order of the primary key, which no row that comes meanwhile needs: it is written with the present key. */
async function* textsIn(
  { db }: Store,
  { table, column, key }: EncryptedColumn,
  batchRows: number,
  signal: AbortSignal,
): AsyncGenerator<Found> {
  const names = sql.join(key.map((name) => sql.ref(name)));
  for (let last: Found | undefined; ; ) {
    signal.throwIfAborted();
    const after = last === undefined ? sql`` : sql`and (${names}) > (${sql.join(last.key)})`;
    const { rows } = await sql<Record<string, string | number>>`
      select ${names}, ${sql.ref(column)} as text from ${sql.table(table)}
      where ${sql.ref(column)} <> '' ${after} order by ${names} limit ${batchRows}`.execute(db);
    for (const row of rows) {
      last = { text: String(row['text']), key: key.map((name) => row[name] ?? '') };
      yield last;
    }
    if (rows.length < batchRows) return;
    await sleep(pauseMs, undefined, { signal });
  }
}

/** What a power failure takes of it is found again, as long as the former key is there. False: somebody was faster. */
async function replace(
  { withRelaxedDurability }: Store,
  { table, column, key }: EncryptedColumn,
  found: Found,
  text: string,
): Promise<boolean> {
  const isIt = key.map((name, at) => sql`${sql.ref(name)} = ${found.key[at]}`);
  const { numAffectedRows } = await withRelaxedDurability((db) =>
    sql`update ${sql.table(table)} set ${sql.ref(column)} = ${text}
      where ${sql.join(isIt, sql` and `)} and ${sql.ref(column)} = ${found.text}`.execute(db),
  );
  return numAffectedRows !== 0n;
}
