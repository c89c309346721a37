/** The playground as a newcomer finds it. Nothing is done here that would have to be undone by starting over. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../src/sandbox/demo-start.ts';
import { freePort } from '../../src/sandbox/free-port.ts';
import { Player, type User } from '../../src/sandbox/telegram/client/player.ts';
import { waitForBot } from '../sandbox/playground/heard.ts';
import { ChatPage, type Size } from './chat-page.ts';
import { chromiumRuns } from './chromium.ts';
import { Playing } from './playing.ts';

describe.skipIf(!chromiumRuns)('in the playground that nobody has played in', () => {
  let demo: Demo;
  let player: Player;
  let sari: User;
  const opened: ChatPage[] = [];

  beforeAll(async () => {
    demo = await startDemo({
      environment: { LOCALE: 'en' },
      say: () => undefined,
      port: await freePort(),
    });
    await waitForBot(demo.url, ({ running, speaks }) => running && speaks);
    player = new Player(demo.url);
    const [first] = (await player.state()).people;
    if (!first) throw new Error('The first world is empty');
    sari = first;
  });
  afterAll(() => demo.close());

  afterEach(async () => {
    const troubles = opened.flatMap((chat) => chat.troubles);
    for (const chat of opened.splice(0)) await chat.close();
    expect(troubles).toEqual([]);
    expect(await player.violations()).toEqual([]);
  });

  const open = async (size: Size, scheme: 'light' | 'dark' = 'light'): Promise<Playing> => {
    const place = { personId: sari.id, chatId: sari.id };
    const chat = await ChatPage.open(demo.url, { size, scheme, ...place });
    opened.push(chat);
    return new Playing(chat);
  };

  test('the tour can be skipped on a phone, and stays so', async () => {
    const page = await open('phone');
    await page.step(1);
    await page.chat.shoot('playground-tour');
    await page.tour.getByRole('button', { name: 'Skip the tour' }).click();
    await page.tour.waitFor({ state: 'detached' });
    await page.chat.page.reload();
    await page.chat.page.getByRole('log').waitFor();
    expect(await page.tour.isVisible()).toBe(false);
  });

  test('people show by their names whether they are in the team', async () => {
    const page = await open('desktop');
    const people = page.chat.page.getByRole('navigation', { name: 'People and chats' });
    await people.getByRole('button', { name: /^Sari Wulandari\s*Owner/ }).waitFor();
    await people.getByRole('button', { name: /^Dewi Lestari\s*Not in the team/ }).waitFor();
  });

  test.each([
    ['phone', 'light'],
    ['phone', 'dark'],
    ['desktop', 'light'],
    ['desktop', 'dark'],
  ] as const)('nothing on a %s in %s is a barrier', async (size, scheme) => {
    const page = await open(size, scheme);
    await page.tour.getByRole('button', { name: 'Steps' }).click();
    expect(await page.chat.barriers()).toEqual([]);
    await page.tour.getByRole('button', { name: 'Less' }).click();
    for (const tab of ['Orders', 'Wire', 'Trouble']) {
      await page.tab(tab);
      expect(await page.chat.barriers()).toEqual([]);
      await page.chat.shoot(`playground-${tab.toLowerCase()}-${scheme}`);
    }
  });
});
