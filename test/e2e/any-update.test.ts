// Whatever Telegram may hand over, now or in a later version, or somebody else in its name: nothing of it is an error of ours.

import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import type { Update } from 'grammy/types';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { freePort } from '../../src/sandbox/free-port.ts';
import { inDatabase } from './in-database.ts';
import { randomUpdates } from './random-updates.ts';
import { asks, buttonsOf, openShop, type ShopWorld } from './shop-world.ts';

const secret = 'known-to-Telegram-alone';
const count = 5000;
/** What the sandbox remembers of the bot's calls is looked at after so many. */
const perBatch = 1000;
const atOnce = 100;

/** Waits until every update was handled. */
async function settled(world: ShopWorld): Promise<void> {
  const statement = `select count(*) as n from inbox where status <> 'handled'`;
  const unhandled = () => inDatabase(world, (database) => database.prepare(statement).get()?.['n']);
  await expect.poll(unhandled, { timeout: 120_000, interval: 100 }).toBe(0);
}

/** Sends them all at once; on a slow machine storing takes too long now and then, and Telegram would repeat it. */
async function handOver(url: string, updates: readonly Update[]): Promise<void> {
  for (let left = updates; left.length > 0; ) {
    const statuses = await Promise.all(
      left.map(async (update) => {
        const headers = { 'x-telegram-bot-api-secret-token': secret };
        const body = JSON.stringify(update);
        return (await fetch(url, { method: 'POST', headers, body })).status;
      }),
    );
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    left = left.filter((_, at) => statuses[at] === 503);
  }
}

test('5,000 random updates of all kinds end without an error, and every press is answered', async () => {
  const errors: unknown[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void errors.push(JSON.parse(line)) });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/telegram`;
  const environment = { PORT: String(port), WEBHOOK_URL: url, WEBHOOK_SECRET: secret };
  const world = await openShop({ environment, log });
  const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
  try {
    const { play, sari, budi, outsider } = world;
    const group = await play.group({
      title: 'Toko',
      type: 'supergroup',
      members: [sari, outsider],
    });
    const alone = await play.privateChat(sari);
    const shown = [
      await asks(world, sari, alone, '/start', 'Cancel'),
      await asks(world, sari, alone, '/canceled', 'Page 1 of'),
      await asks(world, sari, alone, '/export', 'Excel'),
    ];
    const known = {
      people: [sari, budi, outsider],
      chats: [group, alone, await play.privateChat(budi), await play.privateChat(outsider)],
      pressed: shown.flatMap(buttonsOf).flatMap((button) => button.callback_data ?? []),
      texts: ['/start', '/cancel 1338', '/cancel', '/canceled rejected', '/help', '/stop', '1338'],
    };
    const updates = fc
      .sample(randomUpdates(known), { numRuns: count, seed })
      .map((content, at): Update => ({ update_id: 900_000_000 + at, ...content }));
    const answered = new Set<unknown>();
    for (let from = 0; from < count; from += perBatch) {
      const since = Date.now();
      for (let at = from; at < from + perBatch; at += atOnce)
        await handOver(url, updates.slice(at, at + atOnce));
      await settled(world);
      for (const { method, params } of await play.calls({ since }))
        if (method === 'answerCallbackQuery') answered.add(params['callback_query_id']);
    }
    expect(errors, `SEED=${seed}`).toEqual([]);
    const presses = updates
      .map(({ callback_query: press }) => press?.id)
      .filter((id) => typeof id === 'string');
    expect(presses.length).toBeGreaterThan(count / 10);
    expect(
      presses.filter((id) => !answered.has(id)),
      `SEED=${seed}`,
    ).toEqual([]);
  } finally {
    await world.close();
  }
}, 300_000);
