// A start that fails after something was opened already: all of that is closed, and the bot ends with a sentence.

import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { freePort } from '../../src/sandbox/free-port.ts';
import { rootOf } from './observed.ts';
import type { Running } from './running.ts';
import { Shop } from './shop.ts';

const webhook = {
  WEBHOOK_URL: 'https://bot.example/telegram',
  WEBHOOK_SECRET: 'Only_for-Telegram',
};

interface Failure {
  why: string;
  /** Prepares what the start runs into. Returns what the bot is started with. */
  prepare(shop: Shop): Promise<Record<string, string>>;
  sentence: RegExp;
}

const failures: Failure[] = [
  {
    why: 'its port is taken',
    async prepare() {
      const holder = createServer().listen(0, '127.0.0.1');
      await once(holder, 'listening');
      holder.unref();
      return { ...webhook, PORT: `127.0.0.1:${(holder.address() as AddressInfo).port}` };
    },
    sentence: /^PORT 127\.0\.0\.1:\d+ can’t be used \(EADDRINUSE\): choose another one/m,
  },
  {
    why: 'Telegram refuses the token',
    async prepare(shop) {
      await shop.play.fault({
        method: 'getMe',
        kind: 'refuse',
        code: 401,
        description: 'Unauthorized',
      });
      return {};
    },
    sentence: /^Telegram refuses BOT_TOKEN: copy it once more from BotFather\.$/m,
  },
  {
    why: 'Telegram refuses the webhook',
    async prepare(shop) {
      await shop.play.fault({
        method: 'setWebhook',
        kind: 'refuse',
        code: 400,
        description: 'Bad Request: bad webhook',
      });
      return { ...webhook, PORT: String(await freePort()) };
    },
    sentence: /^Telegram refuses: Bad Request: bad webhook$/m,
  },
];

async function expectExplained(bot: Running, sentence: RegExp): Promise<void> {
  expect(await bot.ended).toEqual({ code: 1, signal: null });
  expect(bot.said).toMatch(sentence);
  expect(bot.said).not.toMatch(/^\s+at /m);
}

test.each(failures)(
  'a start that fails since $why leaves a closed database, and the next one works',
  async ({ prepare, sentence }) => {
    await using shop = await Shop.open({ isEmpty: true });
    await expectExplained(shop.bot(await prepare(shop)), sentence);
    // SQLite removes its journal when the last connection is closed; a killed process leaves it.
    const name = basename(shop.databasePath);
    const files = readdirSync(dirname(shop.databasePath)).filter((file) => file.startsWith(name));
    expect(files.filter((file) => /-(?:wal|shm|journal)$/.test(file))).toEqual([]);
    const database = new DatabaseSync(shop.databasePath);
    // That of the sweep says when the next one is due, whoever does it.
    const held = database.prepare(`select name from leases where name <> 'sweep'`).all();
    expect(held).toEqual([]);
    database.close();

    const next = await shop.runningBot();
    await shop.ask('/help', 'What I can do');
    expect((await fetch(`${await rootOf(next)}/health`)).status).toBe(200);
  },
);
