import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startChromium } from './chromium.ts';

export interface BorrowedPage {
  page: Page;
  /** Leaves nothing in it for whoever borrows it next. */
  giveBack(): Promise<void>;
}

/** Pages of one browser. They are emptied and lent again: a new one costs as much as opening the chat page in it. */
export class PagePool {
  readonly #start: () => Promise<Browser>;
  #browser: Promise<Browser> | undefined;
  /** By their setting, which stays. */
  readonly #empty = new Map<string, Page[]>();

  /** @param start what starts the browser when the first page is needed */
  constructor(start: () => Promise<Browser>) {
    this.#start = start;
  }

  /** Lends a page that remembers nothing of what was done before. */
  async borrow(setting: BrowserContextOptions): Promise<BorrowedPage> {
    const key = JSON.stringify(setting);
    const alike = this.#empty.get(key) ?? [];
    this.#empty.set(key, alike);
    const page = alike.pop() ?? (await this.#make(setting));
    const giveBack = () =>
      empty(page).then(
        () => void alike.push(page),
        () => page.context().close(),
      );
    return { page, giveBack };
  }

  /** Ends the browser. */
  async close(): Promise<void> {
    await (await this.#browser)?.close();
  }

  async #make(setting: BrowserContextOptions): Promise<Page> {
    this.#browser ??= this.#start();
    const context = await (await this.#browser).newContext(setting);
    return context.newPage();
  }
}

/** For all test files of a worker, one after the other; its browser ends with the worker. */
export const sharedPool = new PagePool(startChromium);

async function empty(page: Page): Promise<void> {
  for (const event of ['console', 'pageerror'] as const) page.removeAllListeners(event);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  // From where the chat page runs no longer, which could write something again.
  await page.goto(new URL('/nothing-here', page.url()).href);
  await page.evaluate('localStorage.clear(); sessionStorage.clear()');
  await page.mouse.move(-1, -1);
}
