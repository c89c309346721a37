import { expect, test } from 'vitest';
import * as cells from '../../../src/store/encryption/cells.ts';
import { encryptedColumns } from '../../../src/store/encryption/encrypted-columns.ts';
import type { Cell } from '../../../src/store/encryption/encryption.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { tablesOf } from '../rows.ts';

/**
 * A column that is new: name it `…_encrypted` in the schema and its migration, give it a cell in `cells.ts`, and add both
 * to `encrypted-columns.ts`, where the compiler asks for it.
 */
describeOnBothDatabases('the list of what is encrypted', (database) => {
  test('names every column in the database that holds something encrypted, and no other', async () => {
    const tables = await tablesOf(await database.open());
    const there = [...tables].flatMap(([table, columns]) =>
      columns
        .filter(({ name }) => name.endsWith('_encrypted'))
        .map(({ name }) => `${table}.${name}`),
    );
    const listed = encryptedColumns.map(({ table, column }) => `${table}.${column}`);
    expect(listed.toSorted()).toEqual(there.toSorted());
    expect(listed.length).toBeGreaterThan(10);
  });
});

test('everything that is encrypted anywhere is encrypted for a cell of that list', () => {
  const key = ['a', 'b', 'c'];
  const nameOf = ({ table, column }: { table: string; column: string }) => `${table}.${column}`;
  const all = Object.values(cells).map((cell) =>
    nameOf((cell as (...key: string[]) => Cell)(...key)),
  );
  expect(encryptedColumns.map(({ cellOf }) => nameOf(cellOf(key))).toSorted()).toEqual(
    all.toSorted(),
  );
});
