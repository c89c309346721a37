/** What the tests of the chat page stand on: both sandboxes, the page's server, a browser and whoever acts. */
import { Api } from 'grammy';
import { freePort } from '../../src/sandbox/free-port.ts';
import { startNgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import { startPageServer } from '../../src/sandbox/page/server.ts';
import { type Chat, Player, type User } from '../../src/sandbox/telegram/client/player.ts';
import { startTelegramSandbox } from '../../src/sandbox/telegram/server.ts';
import { ChatPage, type Setting, type Size } from './chat-page.ts';
import { type PagePool, sharedPool } from './page-pool.ts';

export class Stage {
  /** People who do something elsewhere than on the page. */
  readonly player: Player;
  /** What the bot does by itself. */
  readonly api: Api;
  readonly telegram: { url: string; token: string };
  readonly #pool: PagePool;
  readonly #url: string;
  readonly #closing: (() => Promise<void>)[];
  readonly #opened: ChatPage[] = [];

  private constructor(
    pool: PagePool,
    telegram: { url: string; token: string },
    url: string,
    closing: (() => Promise<void>)[],
  ) {
    this.#pool = pool;
    this.telegram = telegram;
    this.#url = url;
    this.#closing = closing;
    this.player = new Player(telegram.url);
    this.api = new Api(telegram.token, { apiRoot: telegram.url });
  }

  static async set(pool = sharedPool): Promise<Stage> {
    const [telegram, ngorder] = await Promise.all([startTelegramSandbox(), startNgorderSandbox()]);
    const page = await startPageServer({
      telegram: telegram.url,
      ngorder: ngorder.url,
      port: await freePort(),
    });
    return new Stage(pool, telegram, page.url, [
      () => page.close(),
      () => telegram.close(),
      () => ngorder.close(),
    ]);
  }

  /** The page in a browser of its own, as somebody and in a chat; their private one unless it is named. */
  async open(
    size: Size,
    person: User,
    chat?: Pick<Chat, 'id'>,
    { scheme = 'light', ...browser }: Setting = {},
  ): Promise<ChatPage> {
    const place = { personId: person.id, chatId: chat?.id ?? person.id };
    const page = await ChatPage.open(this.#url, { size, scheme, ...browser, ...place }, this.#pool);
    this.#opened.push(page);
    return page;
  }

  /** Closes the pages; returns what went wrong in them, and which calls of the bot were impossible. */
  async clear(): Promise<unknown[]> {
    const troubles: unknown[] = this.#opened.flatMap((page) => page.troubles);
    await this.#closePages();
    troubles.push(...(await this.player.violations()));
    await this.player.reset();
    return troubles;
  }

  async close(): Promise<void> {
    await this.#closePages();
    for (const close of this.#closing) await close();
  }

  async #closePages(): Promise<void> {
    for (const page of this.#opened.splice(0)) await page.close();
  }
}
