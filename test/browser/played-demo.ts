/** The demo with its pages open, as whoever plays in it has it. */
import { expect } from 'vitest';
import { type Demo, startDemo } from '../../src/sandbox/demo-start.ts';
import { freePort } from '../../src/sandbox/free-port.ts';
import type { ApiCall } from '../../src/sandbox/ngorder/call-log.ts';
import { type Chat, Player, type User } from '../../src/sandbox/telegram/client/player.ts';
import { ChatPage, type Setting, type Size } from './chat-page.ts';

export class PlayedDemo {
  readonly url: string;
  readonly player: Player;
  readonly #demo: Demo;
  readonly #opened: ChatPage[] = [];

  private constructor(demo: Demo) {
    this.#demo = demo;
    this.url = demo.url;
    this.player = new Player(demo.url);
  }

  /** Starts it in English; its bot is another program than `npm start` runs where that is said. */
  static async start(options: { program?: string; say?: (line: string) => void } = {}) {
    const environment = { LOCALE: 'en' };
    const port = await freePort();
    return new PlayedDemo(await startDemo({ environment, say: () => undefined, port, ...options }));
  }

  /** The page in a browser of its own, as somebody and in a chat; their private one unless it is named. */
  async open(size: Size, person: User, chat?: Pick<Chat, 'id'>, setting: Setting = {}) {
    const place = { personId: person.id, chatId: chat?.id ?? person.id };
    const page = await ChatPage.open(this.url, { size, ...setting, ...place });
    this.#opened.push(page);
    return page;
  }

  /** The requests that reached Ngorder. */
  async calls(): Promise<ApiCall[]> {
    return (await (await fetch(`${this.url}/ngorder/calls`)).json()) as ApiCall[];
  }

  /** Closes the pages, and fails when something went wrong in them or the bot has called Telegram in an impossible way. */
  async clear(): Promise<void> {
    const troubles = this.#opened.flatMap((page) => page.troubles);
    for (const page of this.#opened.splice(0)) await page.close();
    expect(troubles).toEqual([]);
    expect(await this.player.violations()).toEqual([]);
  }

  close(): Promise<void> {
    return this.#demo.close();
  }
}
