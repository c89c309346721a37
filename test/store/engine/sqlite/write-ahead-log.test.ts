import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Engine } from '../../../../src/store/engine/engine.ts';
import { openSqliteFile } from '../../../../src/store/engine/sqlite/sqlite.ts';
import { NotOnDisk } from '../../../../src/store/engine/sqlite/write-ahead-log.ts';
import type { Tables } from '../../../../src/store/schema.ts';
import { openStore } from '../../../../src/store/store.ts';
import { onSqlite, secretKey } from '../../databases.ts';

const database = onSqlite();
let path: string;
beforeEach(async () => {
  await (await database.open()).close();
  const address = database.address();
  if (address.kind === 'sqlite') path = address.path;
});

/** A disk that takes what it is given when the test says so. */
function slowDisk() {
  const asked: { take(): void; refuse(): void }[] = [];
  const toDisk = () =>
    new Promise<void>((resolve, reject) => {
      asked.push({ take: resolve, refuse: () => reject(new Error('EIO')) });
    });
  return { asked, toDisk };
}

async function open(toDisk: () => Promise<void>) {
  const engine = openSqliteFile(path, toDisk);
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  await engine.setUp(async () => undefined);
  onTestFinished(async () => {
    await db.destroy();
    await engine.close();
  });
  return { engine, db };
}

const note = ({ engine, db }: { engine: Engine; db: Kysely<Tables> }, name: string) =>
  engine.durably(db, (from) => from.insertInto('facts').values({ name, value: 'x' }).execute());
const namesIn = async (db: Kysely<Tables>) =>
  (await db.selectFrom('facts').select('name').where('name', 'like', 'fact %').execute()).map(
    ({ name }) => name,
  );

test('what must not be lost is done when the disk has it, and nobody else waits for that', async () => {
  const { asked, toDisk } = slowDisk();
  const opened = await open(toDisk);
  let isDone = false;
  const first = note(opened, 'fact 1').then(() => {
    isDone = true;
  });
  await expect.poll(() => asked.length).toBe(1);
  expect(await namesIn(opened.db)).toEqual(['fact 1']);
  expect(isDone).toBe(false);
  asked[0]?.take();
  await first;
});

test('what is committed while the disk is busy waits for its next turn, all of it together', async () => {
  const { asked, toDisk } = slowDisk();
  const opened = await open(toDisk);
  const first = note(opened, 'fact 1');
  await expect.poll(() => asked.length).toBe(1);
  const others = ['fact 2', 'fact 3', 'fact 4'].map((name) => note(opened, name));
  await expect.poll(() => namesIn(opened.db)).toHaveLength(1 + others.length);
  asked[0]?.take();
  await first;
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.take();
  await Promise.all(others);
});

test('after the disk has refused something, all of it is written anew before anything is called safe', async () => {
  const { asked, toDisk } = slowDisk();
  const { engine, db } = await open(toDisk);
  const refused = note({ engine, db }, 'fact 1').catch((error: unknown) => error);
  await expect.poll(() => asked.length).toBe(1);
  asked[0]?.refuse();
  const error = await refused;
  expect(error).toBeInstanceOf(NotOnDisk);
  expect(engine.wordsFor(error)).toBe('the disk can’t be read or written');

  const before = statSync(path).mtimeMs;
  const logBefore = statSync(`${path}-wal`).size;
  await engine.tryWriting();
  // All of it went into the file; the log then held no more than what tries the writing.
  expect(statSync(path).mtimeMs).toBeGreaterThan(before);
  expect(logBefore).toBeGreaterThan(0);
  const { rows } = await sql<{
    name: string;
  }>`select name from facts where name = 'fact 1'`.execute(db);
  expect(rows).toHaveLength(1);
});

test('while another program reads the file, it is not called safe', async () => {
  const { asked, toDisk } = slowDisk();
  const { engine, db } = await open(toDisk);
  const refused = note({ engine, db }, 'fact 1').catch((error: unknown) => error);
  await expect.poll(() => asked.length).toBe(1);
  asked[0]?.refuse();
  await refused;
  const reader = new DatabaseSync(path);
  reader.exec('begin; select * from facts');
  await expect(engine.tryWriting()).rejects.toThrow(NotOnDisk);
  reader.close();
  await engine.tryWriting();
});

test('the bot’s own database waits for the disk with what was taken from Telegram', async () => {
  const store = await openStore({ kind: 'sqlite', path }, secretKey);
  onTestFinished(() => store.close());
  expect(
    await store.durably(async (from) => {
      await from.insertInto('facts').values({ name: 'fact 1', value: 'x' }).execute();
      return 'done';
    }),
  ).toBe('done');
  expect(await namesIn(store.db)).toEqual(['fact 1']);
});
