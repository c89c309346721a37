/** The chat page as somebody with a browser uses it. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { type BorrowedPage, sharedPool } from './page-pool.ts';

export const windowSizes = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 800 },
} as const;

export type Size = keyof typeof windowSizes;

/** How long something on the page may take on a busy machine; for `expect.poll`. */
export const pollOptions = { timeout: 25_000 };

/** How a person's browser is set. */
export interface Setting {
  scheme?: 'light' | 'dark';
  reducedMotion?: 'reduce';
  /** English unless told otherwise. */
  locale?: string;
  timezoneId?: string;
}

interface Opening extends Setting {
  size: Size;
  personId?: number;
  chatId?: number;
}

const screenshotFolder = fileURLToPath(new URL('../../test-output/', import.meta.url));
const axeScript = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export class ChatPage {
  readonly page: Page;
  /** What went wrong in the browser: errors on the console, failed requests among them, and uncaught ones. */
  readonly troubles: string[] = [];
  /** Whether a request that the sandbox refuses is part of the story. */
  toleratesRefusals = false;
  /** Whether all is about to go: what a page asks for in that very moment isn't there any more. */
  isStartingOver = false;
  readonly #borrowed: BorrowedPage;
  readonly #size: Size;
  #closing: Promise<void> | undefined;

  private constructor(borrowed: BorrowedPage, size: Size) {
    const { page } = borrowed;
    this.#borrowed = borrowed;
    this.page = page;
    this.#size = size;
    page.on('pageerror', (error) => this.troubles.push(error.message));
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      const text = message.text();
      if (this.toleratesRefusals && /status of 4(?:00|09)/.test(text)) return;
      if (this.isStartingOver && /status of 404/.test(text)) return;
      this.troubles.push(`${text} ${message.location().url}`);
    });
  }

  /** Opens the page in a browser that remembers nothing of it, as a person and in a chat where they are named. */
  static async open(url: string, opening: Opening, pool = sharedPool): Promise<ChatPage> {
    const { size, personId = '', chatId = '', ...setting } = opening;
    const { scheme = 'light', reducedMotion = 'no-preference', ...browserSetting } = setting;
    const borrowed = await pool.borrow({
      viewport: windowSizes[size],
      ...browserSetting,
      hasTouch: size === 'phone',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const { page } = borrowed;
    page.setDefaultTimeout(pollOptions.timeout);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion });
    const chat = new ChatPage(borrowed, size);
    await page.goto(`${url}/#/${personId}/${chatId}`);
    await page.getByRole('log').waitFor();
    return chat;
  }

  /** Turns into another person, through the list of people. */
  async become(name: string): Promise<void> {
    await this.#openSidebar();
    await this.page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await this.#closeSidebar();
  }

  /** Opens a chat from the list. */
  async openChat(title: string): Promise<void> {
    await this.#openSidebar();
    const chats = this.page.getByRole('region', { name: 'Chats' });
    await chats.getByRole('button', { name: new RegExp(`^${title}`) }).click();
    await this.page.getByRole('heading', { name: title }).waitFor();
  }

  get box(): Locator {
    return this.page.getByRole('textbox', { name: 'Message' });
  }

  async write(text: string): Promise<void> {
    await this.box.fill(text);
    await this.page.getByRole('button', { name: 'Send', exact: true }).click();
  }

  /** The newest message that contains a text, whether as it was sent or after an edit. */
  message(text: string | RegExp): Locator {
    return this.page.getByRole('article').filter({ hasText: text }).last();
  }

  /** The newest button with this label. */
  button(label: string | RegExp): Locator {
    return this.page
      .getByRole('log')
      .getByRole('button', { name: label, exact: typeof label === 'string' })
      .last();
  }

  /** The IDs of the orders on the newest list that shows this one, or any. */
  async ordersOnList(orderId?: number): Promise<number[]> {
    const lines = await this.#listLines(orderId);
    return lines.map(([, , id]) => Number(id));
  }

  /** Opens an order of the newest list that shows it, by the number that its line and its button have. */
  async openOrder(orderId: number): Promise<void> {
    const line = (await this.#listLines(orderId)).find(([, , id]) => Number(id) === orderId);
    await this.button(line?.[1] ?? '').click();
  }

  async #listLines(orderId?: number): Promise<RegExpExecArray[]> {
    const list = this.message(new RegExp(`\\d+\\. #${orderId ?? '\\d+'}\\b`));
    await list.waitFor();
    return [...(await list.innerText()).matchAll(/^(\d+)\. #(\d+)/gm)];
  }

  /** What axe-core finds wrong for people who use a screen reader, a keyboard or little sight. */
  async barriers(): Promise<string[]> {
    // To read it takes the page longer than to be looked at by it.
    if (!(await this.page.evaluate<boolean>('"axe" in window')))
      await this.page.evaluate(await readFile(axeScript, 'utf8'));
    // To hand over all that axe-core found right takes longer than to find it.
    const violations = await this.page.evaluate<AxeResults['violations']>(
      'axe.run().then(({ violations }) => violations)',
    );
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    );
  }

  /** Keeps a picture of the window for people to look at. */
  async shoot(name: string): Promise<void> {
    await this.page.screenshot({ path: `${screenshotFolder}${name}-${this.#size}.png` });
  }

  close(): Promise<void> {
    this.#closing ??= this.#borrowed.giveBack();
    return this.#closing;
  }

  async #openSidebar(): Promise<void> {
    const opener = this.page.getByRole('button', { name: 'People and chats', exact: true });
    if (await opener.isVisible()) await opener.click();
  }

  async #closeSidebar(): Promise<void> {
    const closer = this.page.getByRole('button', { name: 'Close people and chats' });
    if (await closer.isVisible()) await closer.click();
  }
}
