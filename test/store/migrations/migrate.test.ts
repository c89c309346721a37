import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { usePostgres } from '../../../src/store/engine/postgres/postgres.ts';
import { openSqliteFile } from '../../../src/store/engine/sqlite/sqlite.ts';
import { migrate } from '../../../src/store/migrations/migrate.ts';
import { openStore } from '../../../src/store/store.ts';
import { createChats } from '../../../src/store/tables/chats.ts';
import { describeOnEmptyDatabases, secretKey } from '../databases.ts';

describeOnEmptyDatabases('the database', (database) => {
  test('keeps what is in it when the bot starts again', async () => {
    const first = await database.open();
    await createChats(first, 1).markWarned(5);
    await first.close();
    expect((await createChats(await database.open(), 1).about(5)).isWarned).toBe(true);
  });

  test('is left as it was when its process ends in the middle of a step', async () => {
    await (await database.open()).close();
    const address = database.address();
    const engine =
      address.kind === 'sqlite' ? openSqliteFile(address.path) : usePostgres(address.url);
    await engine.setUp(async (db) => {
      const half: Migration = {
        async up(schema) {
          await schema.schema.createTable('half').addColumn('id', 'integer').execute();
          throw new Error('killed');
        },
      };
      const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
      const nothing: Migration = { up: async () => undefined };
      const steps = { ...Object.fromEntries(rows.map(({ name }) => [name, nothing])), '999': half };
      const migrator = new Migrator({ db, provider: { getMigrations: async () => steps } });
      expect((await migrator.migrateToLatest()).error).toMatchObject({ message: 'killed' });
      await expect(sql`select * from half`.execute(db)).rejects.toThrow(/half/);
    });
    await engine.close();
  });

  test('is brought up to date once when two ask at the same time', async () => {
    if (database.kind === 'postgres') {
      const stores = await Promise.all(Array.from({ length: 5 }, () => database.open()));
      await Promise.all(stores.map((store) => createChats(store, 1).markGone(5)));
      return;
    }
    const { db, encryption } = await database.open();
    await Promise.all([migrate(db, encryption), migrate(db, encryption)]);
  });

  test('made by a newer version is refused with a sentence, and left as it is', async () => {
    const newer = await database.open();
    await sql`insert into kysely_migration (name, timestamp) values ('999_later', '2030-01-01')`.execute(
      newer.db,
    );
    await newer.close();
    await expect(openStore(database.address(), secretKey)).rejects.toMatchObject({
      name: 'StoreError',
      problem: 'newer',
      message: 'The database was made by a newer version of the bot: run that version.',
    });
    // The refusal let go of the database, so that the right version can start.
    await expect(openStore(database.address(), secretKey)).rejects.toMatchObject({
      problem: 'newer',
    });
  });
});
