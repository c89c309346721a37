import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { describe, expect, inject, test } from 'vitest';
import {
  needsSomebody,
  wordsForPostgres,
} from '../../src/store/engine/postgres/postgres-problem.ts';
import { sqliteProblem, wordsForSqlite } from '../../src/store/engine/sqlite/sqlite-problem.ts';
import { onSqlite } from './databases.ts';

/** What the work throws. */
async function errorOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown');
}

describe('what is wrong with an SQLite file is said in plain words', () => {
  const database = onSqlite();
  const pathOf = () => {
    const address = database.address();
    return address.kind === 'sqlite' ? address.path : '';
  };

  test('when it can only be read', async () => {
    new DatabaseSync(pathOf()).close();
    const readOnly = new DatabaseSync(pathOf(), { readOnly: true });
    const error = await errorOf(() => readOnly.exec('create table t (x)'));
    readOnly.close();
    expect(wordsForSqlite(error)).toBe('the file is read-only');
  });

  test('when it is not there', async () => {
    const error = await errorOf(() => new DatabaseSync(pathOf(), { readOnly: true }));
    expect(wordsForSqlite(error)).toContain('the file can’t be opened');
  });

  test('not when a statement is wrong', async () => {
    const memory = new DatabaseSync(':memory:');
    memory.exec('create table t (x primary key)');
    memory.exec('insert into t values (1)');
    const wrong = ['insert into t values (1)', 'select nothing', 'selct'];
    for (const text of wrong) {
      expect(wordsForSqlite(await errorOf(() => memory.exec(text)))).toBeUndefined();
    }
    memory.close();
  });

  test.for([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'its folder is read-only'],
    ['EACCES', 'the bot may not write to it or to its folder: whose are they?'],
  ])('when the system says %s', ([code, words]) => {
    expect(sqliteProblem(Object.assign(new Error('no'), { code }))).toBe(words);
  });
});

describe.skipIf(inject('postgres') === null)(
  'what is wrong with PostgreSQL is said in plain words',
  () => {
    /** What a server answers to these statements, the last of which fails. */
    const answerTo = async (statements: string[], address = inject('postgres') ?? '') =>
      errorOf(async () => {
        const client = new pg.Client({ connectionString: address, query_timeout: 200 });
        client.on('error', () => undefined);
        try {
          await client.connect();
          for (const text of statements) await client.query(text);
        } finally {
          await client.end();
        }
      });
    const elsewhere = (change: (url: URL) => void): string => {
      const url = new URL(inject('postgres') ?? '');
      change(url);
      return url.href;
    };

    test.for<[string, string[]]>([
      ['PostgreSQL allows reading alone', ['begin read only', 'create table t (x int)']],
      ['PostgreSQL takes too long', ['set statement_timeout = 1', 'select pg_sleep(1)']],
      ['PostgreSQL doesn’t answer', ['select pg_sleep(2)']],
      [
        'PostgreSQL was stopped or has cut the connection',
        ['select pg_terminate_backend(pg_backend_pid())'],
      ],
    ])('%s', async ([words, statements]) => {
      expect(wordsForPostgres(await answerTo(statements))).toBe(words);
    });

    test('and waiting is of no use when somebody has mistaken the address', async () => {
      const noSuch = await answerTo(
        [],
        elsewhere((url) => {
          url.pathname = '/nowhere';
        }),
      );
      expect(wordsForPostgres(noSuch)).toBe('PostgreSQL has no database of this name');
      expect(needsSomebody(noSuch)).toBe(true);
      const nobody = await answerTo(
        [],
        elsewhere((url) => {
          url.username = 'nobody_of_this_name';
        }),
      );
      expect(wordsForPostgres(nobody)).toBe(
        'PostgreSQL refuses the user, the password or a connection without TLS',
      );
      expect(needsSomebody(nobody)).toBe(true);
      const away = await answerTo(
        [],
        elsewhere((url) => {
          url.port = '1';
        }),
      );
      expect(wordsForPostgres(away)).toBe('nothing listens at the address of PostgreSQL');
      expect(needsSomebody(away)).toBe(false);
    });

    test.each([
      ['DEPTH_ZERO_SELF_SIGNED_CERT', /signed by nobody known/],
      ['SELF_SIGNED_CERT_IN_CHAIN', /signed by nobody known/],
      ['CERT_HAS_EXPIRED', /has expired/],
      ['ERR_TLS_CERT_ALTNAME_INVALID', /for another address/],
    ])('when its certificate can’t be trusted (%s), which nobody waits for', (code, words) => {
      const error = Object.assign(new Error('no trust'), { code });
      expect(wordsForPostgres(error)).toMatch(words);
      expect(needsSomebody(error)).toBe(true);
    });

    test('not when a statement is wrong', async () => {
      for (const text of ['select nothing', 'selct', 'select 1/0']) {
        expect(wordsForPostgres(await answerTo([text]))).toBeUndefined();
      }
    });
  },
);
