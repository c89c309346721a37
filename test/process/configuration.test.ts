import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Running } from './running.ts';
import { botProgram, checkout } from './shop.ts';

/** Runs the bot with this environment alone, to its end. */
async function attempt(env: Record<string, string>, cwd = checkout) {
  const bot = new Running({ command: process.execPath, args: [botProgram], env, cwd });
  const { code } = await bot.ended;
  return { code, lines: bot.said.trim().split('\n') };
}

test.concurrent('without any variable the bot names all it needs, points to the demo and ends', async () => {
  const { code, lines } = await attempt({});
  expect(lines).toEqual([
    'The bot can’t start:',
    expect.stringMatching(/^ {2}BOT_TOKEN is missing: .*BotFather/),
    'To try it without any of that: npm run demo',
  ]);
  expect(code).toBe(1);
});

test.concurrent('wrong variables are named all at once, and nothing of their values is shown', async () => {
  const wrong = {
    BOT_TOKEN: '123456 SecretOfBotFather',
    NGORDER_TOKEN: 'secret of ngorder',
    OWNER_IDS: '@sari-secret',
    TELEGRAM_API_ROOT: 'secret.telegram',
    NGORDER_API_ROOT: 'ftp://secret.ngorder',
    DATABASE_URL: 'mysql://root:secret@localhost',
    SECRET_KEY: 'secret-short',
    TIME_ZONE: 'Secret/Nowhere',
    LOCALE: 'secret-locale',
    LOG_LEVEL: 'secret-level',
  };
  const { code, lines } = await attempt(wrong);
  for (const name of Object.keys(wrong)) {
    expect(lines.filter((line) => line.startsWith(`  ${name} is wrong: `))).toHaveLength(1);
  }
  expect(lines).toHaveLength(Object.keys(wrong).length + 2);
  expect(lines.join('\n').replaceAll('SECRET_KEY', '')).not.toMatch(/secret/i);
  expect(code).toBe(1);
});

test.concurrent('PostgreSQL without a key for what is secret in it is refused before it is asked', async () => {
  const { code, lines } = await attempt({
    BOT_TOKEN: '123456:ABC',
    NGORDER_TOKEN: 'abc',
    OWNER_IDS: '1',
    DATABASE_URL: 'postgres://bot:hush-hush@127.0.0.1:1/bot',
  });
  expect(lines[1]).toContain('SECRET_KEY is missing');
  expect(lines).toHaveLength(3);
  expect(lines.join('\n')).not.toContain('hush-hush');
  expect(code).toBe(1);
});

test.concurrent('a database that can’t be used is named in one sentence', async () => {
  const { code, lines } = await attempt({
    BOT_TOKEN: '123456:ABC',
    NGORDER_TOKEN: 'abc',
    OWNER_IDS: '1',
    DATABASE_URL: `sqlite:${join(botProgram, 'bot.db')}`,
    // What it runs from is told in the log, where that is read.
    LOG_LEVEL: 'warn',
  });
  expect(lines).toEqual([expect.stringMatching(/^The database .* can’t be used: /)]);
  expect(code).toBe(1);
});
