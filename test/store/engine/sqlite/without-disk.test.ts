import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Tables } from '../../../../src/store/schema.ts';
import { onSqlite } from '../../databases.ts';

const database = onSqlite();
/** SQLite reference, PRAGMA synchronous. */
const [normal, full] = [1, 2];

test('a commit waits for the disk unless a power failure may take it back, each time anew', async () => {
  const { db, withRelaxedDurability } = await database.open();
  let looks = 0;
  const synchronous = async (from: Kysely<Tables>) => {
    looks += 1;
    // One that was asked before would answer as it did then.
    const { rows } = await sql<{
      synchronous: number;
    }>`pragma synchronous --${sql.raw(String(looks))}`.execute(from);
    return rows[0]?.synchronous;
  };
  for (let time = 0; time < 3; time += 1) {
    expect(await withRelaxedDurability(synchronous)).toBe(normal);
    expect(await synchronous(db)).toBe(full);
    await expect(withRelaxedDurability(() => Promise.reject(new Error('no')))).rejects.toThrow(
      'no',
    );
    expect(await synchronous(db)).toBe(full);
  }
});
