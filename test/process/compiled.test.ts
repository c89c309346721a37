import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Shop } from './shop.ts';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ngorder-bot-compiled-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('what was compiled at one start is there for the next', async () => {
  await using shop = await Shop.open();
  const folder = emptyFolder();
  for (let start = 1; start <= 2; start += 1) {
    const bot = shop.bot({ NODE_COMPILE_CACHE: folder });
    await bot.says('the bot is running');
    expect(await bot.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(readdirSync(folder, { recursive: true }).length).toBeGreaterThan(5);
  }
});

test('a bot that may not keep what it compiles runs all the same', async () => {
  await using shop = await Shop.open();
  const notAFolder = join(emptyFolder(), 'file');
  writeFileSync(notAFolder, '');
  const bot = shop.bot({ NODE_COMPILE_CACHE: join(notAFolder, 'compiled') });
  await bot.says('the bot is running');
  await shop.ask('/help', '/cancel');
  expect(await bot.end('SIGTERM')).toEqual({ code: 0, signal: null });
});
