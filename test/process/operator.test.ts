import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createInboxRows } from '../../src/store/inbox/inbox.ts';
import { openStore } from '../../src/store/store.ts';
import { checkout, Shop } from './shop.ts';

/** Runs a command of the operator to its end. */
async function run(shop: Shop, program: string, ...args: string[]) {
  const running = shop.run({
    command: process.execPath,
    args: [join(checkout, 'src', program), ...args],
    env: shop.env,
    cwd: checkout,
  });
  const { code } = await running.ended;
  return { code, said: running.said };
}

test('what was set aside is listed, shown and handed to the bot once more', async () => {
  await using shop = await Shop.open();
  expect(await run(shop, 'cli/migrate.ts')).toEqual({
    code: 0,
    said: 'The database is at this version.\n',
  });
  expect((await run(shop, 'cli/inbox.ts', 'list')).said).toBe('Nothing was set aside.\n');

  const said = await shop.play.say(shop.sari, shop.chat, 'halo');
  const { database, secretKey, botToken } = readConfig(shop.env);
  const store = await openStore(database, secretKey);
  const update = {
    update_id: 900_001,
    message: { ...said, text: '/help', entities: [{ type: 'bot_command', offset: 0, length: 5 }] },
  };
  const rows = createInboxRows(store, Number.parseInt(botToken, 10));
  const queue = `chat:${shop.chat.id}`;
  await rows.put([{ updateId: 900_001, queue, payload: JSON.stringify(update) }]);
  await store.db
    .updateTable('inbox')
    .set({ status: 'dead', failures: 5, error: 'TypeError' })
    .execute();
  await store.close();

  const list = await run(shop, 'cli/inbox.ts', 'list');
  expect(list.said).toMatch(/^900001 {2}\d{4}-\S+ {2}chat:\d+ {2}tried 5 times {2}TypeError\n$/);
  expect(list.said).not.toContain('/help');
  expect((await run(shop, 'cli/inbox.ts', 'show', '900001')).said).toContain('"text": "/help"');
  expect(await run(shop, 'cli/inbox.ts', 'replay', '900001')).toEqual({
    code: 0,
    said: 'Update 900001 waits to be handled again.\n',
  });
  expect(await run(shop, 'cli/inbox.ts', 'replay', '900001')).toEqual({
    code: 1,
    said: 'No update 900001 was set aside.\n',
  });
  await shop.runningBot();
  await shop.sees('/cancel', said.message_id);
});

test('a command that there isn’t is answered with those that there are', async () => {
  await using shop = await Shop.open();
  for (const args of [[], ['drop'], ['show'], ['replay', 'all']]) {
    const { code, said } = await run(shop, 'cli/inbox.ts', ...args);
    expect(code).toBe(1);
    expect(said).toContain('npm run inbox -- list');
  }
});
