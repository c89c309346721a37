import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { later } from '../../src/store/clock.ts';
import { openStore } from '../../src/store/store.ts';
import { createClock, describeOnBothDatabases, onSqlite, secretKey } from './databases.ts';

describeOnBothDatabases('the clock of the database', (database) => {
  test('counts milliseconds since 1970, as whole numbers', async () => {
    const { db, now } = await database.open();
    const { rows } = await sql<{
      t: number;
      soon: number;
    }>`select ${now()} as t, ${later(now, 1500)} as soon`.execute(db);
    const [row] = rows;
    expect(Number.isInteger(row?.t)).toBe(true);
    expect(Math.abs(Date.now() - (row?.t ?? 0))).toBeLessThan(60_000);
    expect((row?.soon ?? 0) - (row?.t ?? 0)).toBeGreaterThanOrEqual(1500);
  });

  test('can be moved by a test', async () => {
    const clock = createClock(1000);
    const { db, now } = await database.open(clock);
    const read = async () =>
      (
        await sql<{
          t: number;
          soon: number;
        }>`select ${now()} as t, ${later(now, -250.4)} as soon`.execute(db)
      ).rows;
    expect(await read()).toEqual([{ t: 1000, soon: 750 }]);
    clock.ms = 5000;
    expect(await read()).toEqual([{ t: 5000, soon: 4750 }]);
  });
});

describe('a database that cannot be used', () => {
  const database = onSqlite();
  const pathOf = () => {
    const address = database.address();
    return address.kind === 'sqlite' ? address.path : '';
  };

  test('a PostgreSQL that is not there is named by its setting', async () => {
    await expect(
      openStore({ kind: 'postgres', url: 'postgres://test@127.0.0.1:1/none' }, secretKey),
    ).rejects.toMatchObject({
      problem: 'unreachable',
      message: expect.stringContaining('DATABASE_URL'),
    });
  });

  test('PostgreSQL without a key is refused before it is asked', async () => {
    await expect(
      openStore({ kind: 'postgres', url: 'postgres://test@127.0.0.1:1/none' }, undefined),
    ).rejects.toMatchObject({ problem: 'key' });
  });

  test('a file that is no database is named, and can be replaced at once', async () => {
    writeFileSync(pathOf(), 'this is a letter, not a database, and it goes on for a while');
    const opening = () => openStore(database.address(), secretKey);
    const named = {
      name: 'StoreError',
      problem: 'unreachable',
      message: expect.stringContaining(pathOf()),
    };
    await expect(opening()).rejects.toMatchObject(named);
    await expect(opening()).rejects.toMatchObject(named);
  });

  test('a folder in the way is named', async () => {
    mkdirSync(pathOf());
    await expect(openStore(database.address(), secretKey)).rejects.toMatchObject({
      name: 'StoreError',
      problem: 'unreachable',
    });
  });

  test('the folder of the database is made where it is missing', async () => {
    const path = `${dirname(pathOf())}/deep/down/bot.db`;
    const store = await openStore({ kind: 'sqlite', path }, secretKey);
    await store.close();
  });
});
