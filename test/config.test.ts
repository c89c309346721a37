import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig, secretsOf } from '../src/config.ts';

const required = {
  BOT_TOKEN: '123456:AAbb-cc_dd',
  NGORDER_TOKEN: 'shop-token',
  OWNER_IDS: '123456789',
};

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe('the environment', () => {
  test('needs two tokens and an owner; the rest has a default', () => {
    expect(readConfig(required)).toEqual({
      botToken: '123456:AAbb-cc_dd',
      ngorderToken: 'shop-token',
      ownerIds: [123456789],
      telegramApiRoot: 'https://api.telegram.org',
      ngorderApiRoot: 'https://api.ngorder.id/api/open',
      database: { kind: 'sqlite', path: resolve('data/bot.db') },
      secretKey: undefined,
      secretKeyOld: undefined,
      webhook: undefined,
      listen: { host: '127.0.0.1', port: 8080 },
      timeZone: 'Asia/Jakarta',
      locale: 'id',
      logLevel: 'info',
    });
  });

  test('is read as it is set', () => {
    expect(
      readConfig({
        ...required,
        OWNER_IDS: ' 1, 22 ,333 ',
        TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
        NGORDER_API_ROOT: 'http://127.0.0.1:8082/api/open/',
        DATABASE_URL: 'postgres://bot:secret@db.example/bot',
        SECRET_KEY: '0123456789abcdef',
        SECRET_KEY_OLD: 'fedcba9876543210',
        WEBHOOK_URL: 'https://bot.example/hook?from=telegram',
        WEBHOOK_SECRET: 'Only_for-Telegram1',
        PORT: '0',
        TIME_ZONE: 'Asia/Makassar',
        LOCALE: 'en',
        LOG_LEVEL: 'silent',
      }),
    ).toMatchObject({
      ownerIds: [1, 22, 333],
      telegramApiRoot: 'http://127.0.0.1:8081',
      ngorderApiRoot: 'http://127.0.0.1:8082/api/open',
      database: { kind: 'postgres', url: 'postgres://bot:secret@db.example/bot' },
      secretKey: '0123456789abcdef',
      secretKeyOld: 'fedcba9876543210',
      webhook: {
        url: 'https://bot.example/hook?from=telegram',
        secret: 'Only_for-Telegram1',
      },
      listen: { host: undefined, port: 0 },
      timeZone: 'Asia/Makassar',
      locale: 'en',
      logLevel: 'silent',
    });
  });

  test('that is empty is as good as unset', () => {
    expect(readConfig({ ...required, LOCALE: '', SECRET_KEY: ' ', DATABASE_URL: '' })).toEqual(
      readConfig(required),
    );
  });

  test('says all that is missing at once, one sentence each', () => {
    const problems = problemsOf({});
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['BOT_TOKEN']);
    for (const problem of problems) expect(problem).toMatch(/^[A-Z_]+ is missing: .+/);
  });

  test('names every mistake at once, without repeating a secret', () => {
    const problems = problemsOf({
      BOT_TOKEN: 'secret',
      NGORDER_TOKEN: 'two secret words',
      OWNER_IDS: '@sari',
      TELEGRAM_API_ROOT: 'telegram',
      NGORDER_API_ROOT: 'ftp://x',
      DATABASE_URL: 'mysql://x',
      SECRET_KEY: 'short secret',
      SECRET_KEY_OLD: 'old secret',
      TIME_ZONE: 'Jakarta',
      LOCALE: 'fr',
      LOG_LEVEL: 'loud',
      WEBHOOK_URL: 'ftp://bot.example/secret',
      WEBHOOK_SECRET: 'a secret!',
      PORT: '65536',
    });
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual(
      [
        'BOT_TOKEN',
        'NGORDER_TOKEN',
        'OWNER_IDS',
        'TELEGRAM_API_ROOT',
        'NGORDER_API_ROOT',
        'DATABASE_URL',
        'SECRET_KEY',
        'SECRET_KEY_OLD',
        'TIME_ZONE',
        'LOCALE',
        'LOG_LEVEL',
        'WEBHOOK_URL',
        'WEBHOOK_SECRET',
        'PORT',
      ].sort(),
    );
    expect(problems.join()).not.toContain('secret');
  });

  test.each(['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura', 'Asia/Tokyo'])(
    'knows the time zone %s by the name that Node has for it',
    (zone) => {
      const known = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
      expect(readConfig({ ...required, TIME_ZONE: zone }).timeZone).toBe(known);
    },
  );

  test.each(['0', '-5', '1.5', '12x', '1,,2', '12345678901234567'])(
    'does not take %s for the ID of an owner',
    (ids) => {
      expect(problemsOf({ ...required, OWNER_IDS: ids })).toEqual([
        expect.stringContaining('OWNER_IDS is wrong'),
      ]);
    },
  );

  test.each([
    ['1087968824', 'anonymous admins'],
    ['5, 136817688', 'as a channel'],
    ['777000', 'Telegram itself'],
  ])('does not let in everybody who writes in the name of %s', (ids, who) => {
    const problems = problemsOf({ ...required, OWNER_IDS: ids });
    expect(problems).toEqual([
      expect.stringMatching(/^OWNER_IDS is wrong: \d+ is .*: name people/),
    ]);
    expect(problems[0]).toContain(who);
  });

  test('says of a list of owners all that is wrong with it', () => {
    expect(problemsOf({ ...required, OWNER_IDS: '777000,x,1087968824' })).toHaveLength(3);
  });

  test.each(['sqlite:orders/bot.db', 'sqlite://orders/bot.db'])('understands %s', (url) => {
    expect(readConfig({ ...required, DATABASE_URL: url }).database).toEqual({
      kind: 'sqlite',
      path: resolve('orders/bot.db'),
    });
  });

  test('needs a key of its own for PostgreSQL', () => {
    expect(problemsOf({ ...required, DATABASE_URL: 'postgres://db.example/bot' })).toEqual([
      expect.stringContaining('SECRET_KEY is missing'),
    ]);
  });

  test('has no webhook unless it has an address, and takes the secret from the key unless told one', () => {
    expect(readConfig({ ...required, WEBHOOK_SECRET: 'abc' }).webhook).toBeUndefined();
    expect(readConfig({ ...required, WEBHOOK_URL: 'http://127.0.0.1:9/' }).webhook).toEqual({
      url: 'http://127.0.0.1:9/',
      secret: undefined,
    });
  });

  test.each(['bot.example/hook', 'https://', 'https://bot.example/metrics', 'http://x/health'])(
    'does not take %s for the address of a webhook',
    (url) => {
      expect(problemsOf({ ...required, WEBHOOK_URL: url })).toEqual([
        expect.stringContaining('WEBHOOK_URL is wrong'),
      ]);
    },
  );

  test.each([
    ['8081', '127.0.0.1', 8081],
    ['0.0.0.0:8080', '0.0.0.0', 8080],
    ['10.0.0.5:0', '10.0.0.5', 0],
    ['localhost:8080', 'localhost', 8080],
    ['[::]:8080', '::', 8080],
    ['[::1]:65535', '::1', 65_535],
  ])('takes %s for where to listen', (PORT, host, port) => {
    expect(readConfig({ ...required, PORT }).listen).toEqual({ host, port });
  });

  test('listens on this computer alone, unless it is told or Telegram has to reach it', () => {
    const webhook = { ...required, WEBHOOK_URL: 'https://bot.example/hook' };
    expect(readConfig(required).listen.host).toBe('127.0.0.1');
    expect(readConfig(webhook).listen.host).toBeUndefined();
    expect(readConfig({ ...webhook, PORT: '127.0.0.1:80' }).listen.host).toBe('127.0.0.1');
  });

  test.each(['65536', '-1', '80a', '1e3', ':8080', '0.0.0.0', '::8080', '[::]', '1.2.3:80', 'x:1'])(
    'does not take %s for a port',
    (port) => {
      expect(problemsOf({ ...required, PORT: port })).toEqual([
        expect.stringContaining('PORT is wrong'),
      ]);
    },
  );
});

test('what must never be told is both tokens, the keys and the database’s password', () => {
  const config = readConfig({
    ...required,
    DATABASE_URL: 'postgres://bot:p%40ss@db.example/bot',
    SECRET_KEY: '0123456789abcdef',
    SECRET_KEY_OLD: 'fedcba9876543210',
    WEBHOOK_URL: 'https://bot.example/hook',
    WEBHOOK_SECRET: 'hook',
  });
  expect(secretsOf(config)).toEqual([
    '123456:AAbb-cc_dd',
    'shop-token',
    '0123456789abcdef',
    'fedcba9876543210',
    'hook',
    'p%40ss',
    'p@ss',
  ]);
  expect(secretsOf(readConfig(required))).toEqual(['123456:AAbb-cc_dd', 'shop-token']);
});
