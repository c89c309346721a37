/** The playground as a newcomer finds it. Nothing is done here that would have to be undone by starting over. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { User } from '../../src/sandbox/telegram/client/player.ts';
import { waitForBot } from '../sandbox/playground/heard.ts';
import type { Size } from './chat-page.ts';
import { chromiumRuns } from './chromium.ts';
import { PlayedDemo } from './played-demo.ts';
import { Playing } from './playing.ts';

describe.skipIf(!chromiumRuns)('in the playground that nobody has played in', () => {
  let demo: PlayedDemo;
  let sari: User;

  beforeAll(async () => {
    demo = await PlayedDemo.start();
    await waitForBot(demo.url, ({ running, speaks }) => running && speaks);
    const [first] = (await demo.player.state()).people;
    if (!first) throw new Error('The first world is empty');
    sari = first;
  });
  afterAll(() => demo.close());

  afterEach(() => demo.clear());

  const open = async (size: Size, scheme: 'light' | 'dark' = 'light'): Promise<Playing> =>
    new Playing(await demo.open(size, sari, undefined, { scheme }));

  test('the tour can be skipped on a phone, and stays so', async () => {
    const page = await open('phone');
    await page.step(1);
    await page.chat.shoot('playground-tour');
    await page.tour.getByRole('button', { name: 'Skip the tour' }).click();
    await page.tour.waitFor({ state: 'detached' });
    await page.chat.page.reload();
    await page.tab('Orders');
    await page.button('Take the tour').waitFor();
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
      await page.backstage.getByRole('listitem').first().waitFor();
      expect(await page.chat.barriers()).toEqual([]);
      await page.chat.shoot(`playground-${tab.toLowerCase()}-${scheme}`);
    }
  });
});
