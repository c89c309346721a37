import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { anyText } from '../any-text.ts';
import { describeOnBothDatabases } from './databases.ts';

/** No database's text holds the character zero. */
const text = anyText().map((any) => any.replaceAll('\0', '').toWellFormed());
const number = fc.maxSafeInteger();

describeOnBothDatabases('lists as one parameter', (database) => {
  let store: Store;
  beforeEach(async () => {
    store = await database.open();
  });

  test('a table of rows holds what it was given, in its order', async () => {
    const row = fc.record({ id: number, name: text });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        const table = store.lists.tableOf({ id: 'bigint', name: 'text' }, rows);
        const found = await store.db
          .selectFrom(table.as('listed'))
          .select(['id', 'name'])
          .execute();
        expect(found).toEqual(rows);
      }),
    );
  });

  test('exactly the rows with one of the values are among them', async () => {
    const different = fc.uniqueArray(fc.record({ id: number, name: text, wanted: fc.boolean() }), {
      comparator: (a, b) => a.id === b.id || a.name === b.name,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(different, async (all) => {
        const rows = all.map(({ id, name }) => ({ id, name }));
        const wanted = all.filter((row) => row.wanted);
        const ids = wanted.map(({ id }) => id);
        const names = wanted.map(({ name }) => name);
        const { among, tableOf } = store.lists;
        for (const condition of [among('name', names), among('id', ids)]) {
          const found = await store.db
            .selectFrom(tableOf({ id: 'bigint', name: 'text' }, rows).as('listed'))
            .select('name')
            .where(condition)
            .execute();
          expect(found.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
        }
      }),
    );
  });
});
