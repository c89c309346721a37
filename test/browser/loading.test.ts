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

describe.skipIf(!chromiumRuns)('opening the page', () => {
  let browser: Browser;
  let playground: Playground;

  beforeAll(async () => {
    browser = await startChromium();
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
});
