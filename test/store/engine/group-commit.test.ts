import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { describeOnBothDatabases } from '../databases.ts';

describeOnBothDatabases('what is one of many', (database) => {
  let store: Store;
  beforeEach(async () => {
    store = await database.open();
  });

  const note = (name: string, about = 'a run', isUrgent = false) =>
    store.oneOfMany(
      async (transaction) => {
        await transaction.insertInto('facts').values({ name, value: 'x' }).execute();
        return name;
      },
      about,
      isUrgent,
    );
  const noted = async (): Promise<string[]> => {
    const rows = await store.db
      .selectFrom('facts')
      .select('name')
      .where('name', 'like', 'fact %')
      .orderBy('name')
      .execute();
    return rows.map(({ name }) => name);
  };

  test('is committed when it says so, each with its own result', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `fact ${10 + index}`);
    const all = names.map((name, at) => note(name, `run ${at % 2}`, at % 3 === 0));
    expect(await Promise.all(all)).toEqual(names);
    expect(await noted()).toEqual(names);
  });

  test('fails alone: what was to be committed with it is', async () => {
    const failing = store.oneOfMany(async (transaction) => {
      await transaction.insertInto('facts').values({ name: 'fact 0', value: 'x' }).execute();
      await sql`select * from nowhere`.execute(transaction);
    }, 'a run');
    const all = await Promise.allSettled([note('fact 1'), failing, note('fact 2')]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await noted()).toEqual(['fact 1', 'fact 2']);
  });
});
