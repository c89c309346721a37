import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chat, User } from '../../src/sandbox/telegram/client/player.ts';
import { pollOptions, type Size, windowSizes } from './chat-page.ts';
import { chromiumRuns, startChromium } from './chromium.ts';
import { PagePool } from './page-pool.ts';
import { Stage } from './stage.ts';

/** From here on people see that a page stutters. */
const noticedMs = 200;

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Time on the processor in microseconds; unlike the time on the clock it leaves other programs out. */
  tdur?: number;
  args: { name?: string };
}

describe.skipIf(!chromiumRuns)('a shop with much to read', () => {
  const pool = new PagePool(() => startChromium({ optimizing: true }));
  let stage: Stage;
  let sari: User;
  let budi: User;
  let busy: Chat;

  beforeAll(async () => {
    stage = await Stage.set(pool);
    const { player } = stage;
    sari = await player.person({ first_name: 'Sari' });
    budi = await player.person({ first_name: 'Budi' });
    const members = [sari, budi];
    busy = await player.group({ title: 'Ramai', type: 'supergroup', members });
    for (let index = 0; index < 1000; index += 1)
      await player.say(
        index % 3 ? budi : sari,
        busy,
        `Pesan ${index}. ${'kata '.repeat(index % 40)}`,
      );
    for (let index = 1; index < 200; index += 1) {
      const group = await player.group({ title: `Grup ${index}`, type: 'group', members });
      await player.say(budi, group, 'Halo');
    }
  }, 60_000);
  afterAll(async () => {
    await stage.close();
    await pool.close();
  });

  /** The longest piece of work of the page, in milliseconds, while something is done. */
  async function longestTask(page: Page, action: () => Promise<void>): Promise<number> {
    const browser = page.context().browser();
    if (browser === null) throw new Error('The page has no browser');
    await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
    await action();
    const trace = JSON.parse((await browser.stopTracing()).toString()) as {
      traceEvents: TraceEvent[];
    };
    const thread = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
    const ofPages = new Set(
      trace.traceEvents.filter(({ args }) => args.name === 'CrRendererMain').map(thread),
    );
    const tasks = trace.traceEvents.filter(
      (event) => /RunTask$/.test(event.name) && event.ph === 'X' && ofPages.has(thread(event)),
    );
    expect(tasks.length).toBeGreaterThan(0);
    return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
  }

  /** Asked without looking through the whole page, which would be measured too. */
  const ask = (page: Page, expression: string): Promise<number> =>
    page.evaluate<number>(expression);
  const shown = (page: Page): Promise<number> =>
    ask(page, 'document.querySelectorAll("article").length');

  test.each<Size>(['phone', 'desktop'])(
    'on a %s, reading through 1,000 messages and 200 chats never stutters',
    async (size) => {
      const { page, troubles } = await stage.open(size, sari, busy);
      await expect
        .poll(() => ask(page, 'document.querySelectorAll(".badge").length'), pollOptions)
        .toBeGreaterThan(198);
      const { width, height } = windowSizes[size];
      const list = `document.querySelector('.messages')`;

      await page.mouse.move(width / 2, height / 2);
      const scrolling = await longestTask(page, async () => {
        for (let steps = 0; steps < 400; steps += 1) {
          await page.mouse.wheel(0, -3000);
          if ((await shown(page)) >= 1000 && (await ask(page, `${list}.scrollTop`)) === 0) break;
        }
      });
      expect(await shown(page)).toBeGreaterThanOrEqual(1000);

      const arriving = await longestTask(page, async () => {
        for (let index = 0; index < 10; index += 1)
          await stage.player.say(budi, busy, `Baru ${index}`);
        const text = `${list}.textContent.includes('Baru 9')`;
        await page.waitForFunction(text);
      });

      await page.evaluate(`document.querySelector('button.opens-people').click()`);
      await page.mouse.move(100, height - 100);
      const people = await longestTask(page, async () => {
        for (let steps = 0; steps < 40; steps += 1) await page.mouse.wheel(0, 500);
        await page.waitForFunction(`document.querySelector('.sidebar').scrollTop > 8000`);
      });
      expect(Math.max(scrolling, arriving, people)).toBeLessThan(noticedMs);
      expect(troubles).toEqual([]);
    },
    60_000,
  );
});
