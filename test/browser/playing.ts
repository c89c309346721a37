import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { ChatPage } from './chat-page.ts';

/** A pass over all of Ngorder's lists, the bot's start, or a wait that Ngorder asked for. */
export const longTimeout = { timeout: 25_000 };

/** The page behind the chat, as somebody with a browser uses it. */
export class Playing {
  readonly chat: ChatPage;

  constructor(chat: ChatPage) {
    this.chat = chat;
  }

  get backstage(): Locator {
    return this.chat.page.getByRole('complementary', { name: 'What happened' });
  }

  get tour(): Locator {
    return this.chat.page.getByRole('region', { name: 'Guided tour' });
  }

  /** Waits until the tour is at a step. */
  async step(number: number): Promise<void> {
    await this.tour.getByText(`${number} of 8`).first().waitFor(longTimeout);
  }

  /** Starts the bot, and waits for its menu. */
  async begin(): Promise<void> {
    await this.chat.page.getByRole('button', { name: 'Start', exact: true }).click();
    await this.chat.button('Canceled orders').waitFor(longTimeout);
  }

  /** Asks the bot to cancel an order, and waits for its question. */
  async ask(orderId: number): Promise<void> {
    await this.toChat();
    await this.chat.write(`/cancel ${orderId}`);
    await this.chat.message(new RegExp(`Cancel this order.*#${orderId}`, 's')).waitFor(longTimeout);
  }

  async yes(): Promise<void> {
    await this.toChat();
    await this.chat.button('Yes, cancel order').click(longTimeout);
  }

  order(id: number): Locator {
    return this.backstage.getByRole('listitem').filter({ hasText: `#${id}` });
  }

  line(text: string): Locator {
    return this.backstage.getByRole('listitem').filter({ hasText: text });
  }

  button(name: string): Locator {
    return this.backstage.getByRole('button', { name, exact: true });
  }

  trouble(name: string, of?: string): Locator {
    const within =
      of === undefined ? this.backstage : this.backstage.getByRole('region', { name: of });
    return within.getByRole('switch', { name, exact: true });
  }

  /** Presses one of the switches, and waits until Ngorder or Telegram knows: what is done next meets the trouble. */
  async flip(name: string, of?: string): Promise<void> {
    await this.tab('Trouble');
    await Promise.all([
      this.#answerTo(/\/(?:faults(?:\/\d+)?|limits)$/),
      this.trouble(name, of).click(),
    ]);
  }

  /** Presses the switch for the next press, of which only the page knows. */
  async flipPressTwice(): Promise<void> {
    await this.tab('Trouble');
    await this.trouble('Press twice').click();
  }

  /** Switches all troubles off, and waits until Ngorder and Telegram know. */
  async allClear(): Promise<void> {
    await this.tab('Trouble');
    await Promise.all([
      this.#answerTo(/\/ngorder\/release$/),
      this.#answerTo(/\/sandbox\/limits$/),
      this.button('All clear').click(),
    ]);
    await this.backstage.getByText('No trouble is switched on.').waitFor();
  }

  /** Presses one of the buttons among the troubles. */
  async act(name: string): Promise<void> {
    await this.tab('Trouble');
    await this.button(name).click();
  }

  /** Opens a tab; where the right side is folded away, by its name above the chat. */
  async tab(name: string): Promise<void> {
    const places = this.chat.page.getByRole('navigation', { name: 'Parts of this page' });
    const named = { name: new RegExp(`^${name}`) };
    if (await places.isVisible()) await places.getByRole('button', named).click();
    else await this.backstage.getByRole('tab', named).click();
  }

  /** Back to the chat, where something else may cover it. */
  async toChat(): Promise<void> {
    const place = this.chat.page
      .getByRole('navigation', { name: 'Parts of this page' })
      .getByRole('button', { name: 'Chat', exact: true });
    if (await place.isVisible()) await place.click();
  }

  /** @param others the other pages that are open */
  async startOver(...others: Playing[]): Promise<void> {
    await this.button('Start over').click();
    const yes = this.chat.page.getByRole('button', { name: 'Yes, start over' });
    const chats = [this, ...others].map(({ chat }) => chat);
    for (const chat of chats) chat.isStartingOver = true;
    await yes.click();
    await yes.waitFor({ state: 'detached' });
    for (const chat of chats) chat.isStartingOver = false;
  }

  async hide(): Promise<void> {
    const closer = this.chat.page.getByRole('button', { name: 'Close what happened' });
    if (await closer.isVisible()) await closer.click();
  }

  /** Waits until a change that the page is about to ask for has been made. */
  async #answerTo(path: RegExp): Promise<void> {
    const answer = await this.chat.page.waitForResponse(
      (response) => response.request().method() !== 'GET' && path.test(response.url()),
    );
    expect(answer.ok()).toBe(true);
  }
}
