import { Api } from 'grammy';
import type { Browser, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../src/sandbox/free-port.ts';
import { type Playground, startPlayground } from '../../src/sandbox/playground/playground.ts';
import { Player } from '../../src/sandbox/telegram/client/player.ts';
import { pollOptions, windowSizes } from './chat-page.ts';
import { chromiumRuns, startChromium } from './chromium.ts';

/** The other chats, whose unread messages are counted, included. */
const maxRequests = 20;
const maxBytes = 400 * 1024;

/** From here on people wait. */
const maxPaintMs = 300;

describe.skipIf(!chromiumRuns)('opening the page', () => {
  let browser: Browser;
  let playground: Playground;

  beforeAll(async () => {
    browser = await startChromium({ optimizing: true });
    const environment = { LOCALE: 'en' };
    const port = await freePort();
    playground = await startPlayground({
      environment,
      say: () => undefined,
      port,
      withBot: false,
    });
  });

  afterAll(async () => {
    await browser.close();
    await playground.close();
  });

  test('takes few requests and few bytes, the open chat before the others', async () => {
    const context = await browser.newContext({ viewport: windowSizes.desktop });
    const page = await context.newPage();
    const requests: Request[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) requests.push(request);
    });
    const chatsRead = () =>
      requests.flatMap((request) => new URL(request.url()).searchParams.get('chats') ?? []);

    const { people, chats } = await new Player(playground.url).state();
    const [sari] = people;
    await page.goto(`${playground.url}/#/${sari?.id}/${sari?.id}`);
    await page.getByRole('log').waitFor();
    await page.getByRole('list', { name: 'Orders' }).getByRole('listitem').nth(59).waitFor();
    await expect.poll(() => chatsRead().length, pollOptions).toBe(2);

    const [openChat, otherChats] = chatsRead();
    expect(openChat).toBe(String(sari?.id));
    expect(otherChats?.split(',')).toHaveLength(chats.length - 1);
    expect(requests.length).toBeLessThan(maxRequests);
    const sizes = await Promise.all(
      requests
        // The stream of events has no end.
        .filter((request) => !request.url().endsWith('/events'))
        .map(async (request) => (await request.sizes()).responseBodySize),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(maxBytes);
    await context.close();
  });

  test('reads the commands once when a bot sets many lists of them', async () => {
    const context = await browser.newContext({ viewport: windowSizes.phone });
    const page = await context.newPage();
    const reads: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/commands?')) reads.push(request.url());
    });
    await page.clock.install();
    const { people } = await new Player(playground.url).state();
    const chat = { id: people[0]?.id ?? 0 };
    await page.goto(`${playground.url}/#/${chat.id}/${chat.id}`);
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    const before = reads.length;
    // The page's time stands until it has heard of all: on a slow machine that may take longer than it waits.
    await page.clock.pauseAt(Date.now() + 30_000);
    const { BOT_TOKEN, TELEGRAM_API_ROOT } = playground.forBot;
    const api = new Api(BOT_TOKEN, { apiRoot: TELEGRAM_API_ROOT });
    const commands = [{ command: 'batal', description: 'Batalkan pesanan' }];
    const languages = ['id', 'en', 'ms', 'jv', 'ar', 'zh', 'de', 'fr'] as const;
    await Promise.all(
      languages.map((language_code) => api.setMyCommands(commands, { language_code })),
    );
    await api.sendMessage(chat.id, 'Siap');
    await page.getByRole('article').filter({ hasText: 'Siap' }).waitFor();
    await page.clock.resume();
    await page.getByRole('button', { name: 'Menu', exact: true }).waitFor();
    expect(reads.length - before).toBeLessThanOrEqual(2);
    await context.close();
  });

  test('shows something at once', async () => {
    const paints: number[] = [];
    // The quickest of some: now and then another program has the processor.
    for (let opening = 0; opening < 5; opening += 1) {
      const context = await browser.newContext({ viewport: windowSizes.phone });
      const page = await context.newPage();
      await page.goto(playground.url);
      await page.getByRole('log').waitFor();
      const paint = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime`;
      await page.waitForFunction(`${paint} !== undefined`);
      paints.push(await page.evaluate<number>(paint));
      await context.close();
    }
    expect(Math.min(...paints)).toBeLessThan(maxPaintMs);
  });
});
