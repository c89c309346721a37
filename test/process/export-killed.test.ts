// An export in several files is killed between two of them, and goes on with those that had not come.

import { parseCsv } from 'hucre/csv';
import { describe, expect, inject, test } from 'vitest';
import { quickHeir } from '../test-bots.ts';
import { newDatabase } from './new-database.ts';
import { Shop } from './shop.ts';

const fileBytes = 20_000;
const patienceMs = 60_000;

const databases = [
  ['SQLite', async () => ({})],
  [
    'PostgreSQL',
    async () => ({ DATABASE_URL: await newDatabase(inject('postgres') ?? '', 'export') }),
  ],
] as const;

describe.each(databases)(
  'an export that is killed between two of its files, on %s',
  (name, make) => {
    test.skipIf(name === 'PostgreSQL' && inject('postgres') === null)(
      'sends after the restart only those that had not come, and each order once',
      async () => {
        await using shop = await Shop.open();
        const env = { ...(await make()), EXPORT_FILE_BYTES: String(fileBytes) };
        const { play } = shop;
        const bot = await shop.runningBot(quickHeir, env);
        await play.fault({ method: 'sendDocument', kind: 'delay', ms: 1 });
        // The second one is on its way until the kill, and never arrives.
        await play.fault({ method: 'sendDocument', kind: 'delay', ms: 600_000 });
        const question = await shop.ask('/export', 'Excel of canceled orders');
        await shop.press(question, 'CSV');
        await expect.poll(() => play.faults(), { timeout: patienceMs }).toEqual([]);
        const [before] = await files(shop);
        await bot.end('SIGKILL');
        const dead = await files(shop);
        expect(dead.map(({ messageId }) => messageId)).toEqual([before?.messageId]);

        await shop.runningBot(quickHeir, env);
        const last = await shop.sees('same number as in the list', 0, patienceMs);
        const all = await files(shop);
        const [first, ...others] = all;
        expect(first).toEqual(before);
        expect(others.length).toBeGreaterThan(1);
        for (const { caption } of others) expect(caption).toContain('interrupted after one file');
        expect(last.caption).toContain(`File ${all.length} of ${all.length}`);

        const sent = all.flatMap(({ ids }) => ids);
        const canceled = shop.ngorder.control.orders('CANCEL').map(({ order_id }) => order_id);
        expect(new Set(sent).size).toBe(sent.length);
        expect(new Set(sent)).toEqual(new Set(canceled));
        expect(shop.acts()).toEqual([]);
      },
      180_000,
    );
  },
);

/** The files that came, in their order, and the orders in each. */
async function files({ play, chat }: Shop) {
  const messages = await play.messages(chat);
  return Promise.all(
    messages
      .filter(({ document }) => document)
      .map(async ({ message_id, caption = '', document }) => {
        const text = (await play.download(document?.file_id ?? '')).toString().slice(1);
        const [, ...rows] = parseCsv(text, { typeInference: false });
        return { messageId: message_id, caption, ids: rows.map(([id]) => Number(id)) };
      }),
  );
}
