import { Api } from 'grammy';
import { pino } from 'pino';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { SearchJob } from '../../../../src/bot/background/finding/search-job.ts';
import {
  createSearchWorker,
  type SearchWorker,
} from '../../../../src/bot/background/finding/search-worker.ts';
import { type Chat, type Message, Player } from '../../../../src/sandbox/telegram/client/player.ts';
import { startTelegramSandbox } from '../../../../src/sandbox/telegram/server.ts';
import { createChats } from '../../../../src/store/tables/chats.ts';
import { createLeases } from '../../../../src/store/tables/leases.ts';
import {
  createSearchRows,
  type NewSearch,
  type SearchRows,
} from '../../../../src/store/tables/searches.ts';
import { createTransientDelay } from '../../../../src/telegram/availability.ts';
import { createClock, describeOnBothDatabases, type TestClock } from '../../../store/databases.ts';
import { oneShop, speaking } from '../../one-shop.ts';

const id = 'AbCdEfGhIjKl-_12';

describeOnBothDatabases('what somebody asks for in a message', (database) => {
  let play: Player;
  let api: Api;
  let chat: Chat;
  let clock: TestClock;
  let rows: SearchRows;
  let message: Message;
  /** What was looked for, and how that goes on. */
  let begun: { asked: string; end: (found: string | Error) => void; stop: AbortSignal }[];
  let hasRight: boolean;
  let isShopKnown: boolean;
  let worker: SearchWorker;
  beforeEach(async () => {
    const telegram = await startTelegramSandbox();
    play = new Player(telegram.url);
    api = new Api(telegram.token, { apiRoot: telegram.url });
    chat = await play.privateChat(await play.person({ first_name: 'Sari' }));
    await api.sendMessage(chat.id, 'Counting…');
    message = (await play.messages(chat)).at(-1) as Message;
    clock = createClock();
    const store = await database.open(clock);
    rows = createSearchRows(store, 1);
    begun = [];
    hasRight = true;
    isShopKnown = true;
    const job: SearchJob = {
      operation: 'browse',
      carryOut: (_search, asked, { stop }) =>
        new Promise<string>((resolve, reject) => {
          const end = (found: string | Error) =>
            typeof found === 'string' ? resolve(found) : reject(found);
          begun.push({ asked, end, stop });
          stop.addEventListener('abort', () => resolve(`part of ${asked}`));
        }),
      view: (_search, asked, found) => ({ text: `${asked}: ${found}`, keyboard: [] }),
      again: () => ({ press: 'statistics', preset: 'month' }),
    };
    const shops = oneShop();
    worker = createSearchWorker({
      rows,
      jobs: { orders: job, statistics: job },
      leases: createLeases(store),
      ...speaking(createChats(store, 1), 'en'),
      shops: { ...shops, of: async (shop) => (isShopKnown ? shops.of(shop) : undefined) },
      team: { may: async () => hasRight },
      api,
      log: pino({ level: 'silent' }),
      transientDelay: createTransientDelay(() => api.getMe()),
      everyMs: 50,
    });
    onTestFinished(async () => {
      await worker.stop();
      await telegram.close();
    });
  });

  const asking = (query: string): NewSearch => {
    const at = { shop: 'first', chatId: chat.id, threadId: 0, messageId: message.message_id };
    return { id, kind: 'statistics', ...at, askedBy: chat.id, query };
  };
  const shows = (text: string) =>
    play.waitFor(
      chat,
      (messages) =>
        messages.find((one) => one.message_id === message.message_id && one.text?.includes(text)),
      { what: text },
    );
  const until = (count: number) => expect.poll(() => begun.length).toBe(count);

  test('is shown there once it is found', async () => {
    worker.start();
    await worker.ask(asking('November'));
    await until(1);
    begun[0]?.end('12');
    await shows('November: 12');
    await expect.poll(async () => (await rows.get(id))?.status).toBe('over');
  });

  test('is looked for once, however often they press', async () => {
    worker.start();
    for (let press = 0; press < 20; press += 1) await worker.ask(asking('November'));
    await until(1);
    begun[0]?.end('12');
    await shows('November: 12');
    expect(begun).toHaveLength(1);
  });

  test('is what they asked for last: nothing of what they asked before stands there in the end', async () => {
    worker.start();
    await worker.ask(asking('October'));
    await until(1);
    await worker.ask(asking('November'));
    await until(2);
    begun[1]?.end('12');
    await shows('November: 12');
    expect((await play.messages(chat)).map(({ text }) => text)).not.toContain('part of October');
  });

  test('is asked for anew in another process while it is looked for here, and then here too', async () => {
    worker.start();
    await worker.ask(asking('October'));
    await until(1);
    await rows.put(asking('November'));
    begun[0]?.end('9');
    await until(2);
    expect(begun[1]?.asked).toBe('November');
    begun[1]?.end('12');
    await shows('November: 12');
  });

  test('is shown after a kill without being looked for again', async () => {
    await rows.put(asking('November'));
    await rows.finish({ id, version: 1 }, '12');
    worker.start();
    await shows('November: 12');
    expect(begun).toEqual([]);
  });

  test('is looked for after a kill in the middle of it', async () => {
    await rows.put(asking('November'));
    worker.start();
    await until(1);
    begun[0]?.end('12');
    await shows('November: 12');
  });

  test('is shown to nobody who lost the right to it meanwhile', async () => {
    worker.start();
    await worker.ask(asking('November'));
    await until(1);
    hasRight = false;
    begun[0]?.end('12');
    await shows('no longer has the right');
    await worker.ask(asking('October'));
    await expect.poll(async () => (await rows.get(id))?.status).toBe('over');
    expect(begun).toHaveLength(1);
  });

  test('waits for a shop that isn’t connected, and says so', async () => {
    isShopKnown = false;
    worker.start();
    await worker.ask(asking('November'));
    await shows('not connected to Ngorder now');
    isShopKnown = true;
    clock.ms += 60_000;
    await until(1);
    begun[0]?.end('12');
    await shows('November: 12');
  });

  test('and can’t be found for a reason that nobody foresaw is said so, with a way to try again', async () => {
    worker.start();
    await worker.ask(asking('November'));
    await until(1);
    begun[0]?.end(new Error('out of memory'));
    const shown = await shows('the bot has a problem');
    expect(JSON.stringify(shown.reply_markup)).toContain('Try again');
    expect((await rows.get(id))?.status).toBe('over');
  });
});
