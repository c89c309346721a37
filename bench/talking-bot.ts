import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NgorderSandbox } from '../src/sandbox/ngorder/server.ts';
import { addPerson, openChat, press } from '../src/sandbox/telegram/people/actions.ts';
import { say } from '../src/sandbox/telegram/people/writing.ts';
import { startTelegramSandbox, type TelegramSandbox } from '../src/sandbox/telegram/server.ts';
import type { WorldEvent } from '../src/sandbox/telegram/world/world.ts';
import { BotProcess } from './bot-process.ts';

const patienceMs = 60_000;
const longPatienceMs = 240_000;

/** Where a bot's shop is. */
export type ShopAtNgorder = Pick<NgorderSandbox, 'url' | 'token'>;

/** How long one press took, in milliseconds from the press on. */
export interface PressTimes {
  edited: number;
  answered: number;
}

/** A bot in a process of its own, with a sandbox's Telegram of its own in which one person talks with it. */
export class TalkingBot {
  readonly name: string;
  readonly #telegram: TelegramSandbox;
  readonly #program: readonly string[];
  readonly #ngorder: ShopAtNgorder;
  readonly #person: number;
  readonly #env: Record<string, string>;
  readonly #folder = mkdtempSync(join(tmpdir(), 'ngorder-bot-bench-'));
  #process: BotProcess | undefined;

  static async enter(
    name: string,
    program: readonly string[],
    ngorder: ShopAtNgorder,
    env: Record<string, string> = {},
  ): Promise<TalkingBot> {
    return new TalkingBot(name, program, ngorder, env, await startTelegramSandbox());
  }

  private constructor(
    name: string,
    program: readonly string[],
    ngorder: ShopAtNgorder,
    env: Record<string, string>,
    telegram: TelegramSandbox,
  ) {
    this.name = name;
    this.#program = program;
    this.#ngorder = ngorder;
    this.#env = env;
    this.#telegram = telegram;
    this.#person = addPerson(telegram.world, { first_name: 'Sari', language_code: 'en' }).id;
    openChat(telegram.world, { type: 'private', members: [this.#person] });
  }

  /** The bot's own number, and that of the person, which is their chat's too. */
  get numbers(): { botId: number; chatId: number } {
    return { botId: Number.parseInt(this.#telegram.token, 10), chatId: this.#person };
  }

  /** Starts the process with a /start already waiting; milliseconds from the start of the process to its answer. */
  async start(): Promise<number> {
    const { world } = this.#telegram;
    say(world, this.#person, { from: this.#person, text: '/start' });
    const answered = this.#botWrites();
    const started = performance.now();
    this.#process = new BotProcess(this.#program, {
      BOT_TOKEN: this.#telegram.token,
      NGORDER_TOKEN: this.#ngorder.token,
      OWNER_IDS: String(this.#person),
      TELEGRAM_API_ROOT: this.#telegram.url,
      NGORDER_API_ROOT: this.#ngorder.url,
      DATABASE_URL: `sqlite:${join(this.#folder, 'bot.db')}`,
      PORT: '0',
      LOCALE: 'en',
      LOG_LEVEL: 'warn',
      // Empty at the first start, which is then the first one ever.
      NODE_COMPILE_CACHE: join(this.#folder, 'compiled'),
      ...this.#env,
    });
    await answered;
    return performance.now() - started;
  }

  /** Sends /canceled. Returns the ID of the message that lists the first page. */
  openList(): Promise<number> {
    return this.ask('/canceled');
  }

  /** Writes something. Returns the ID of the message that answers it. */
  async ask(text: string): Promise<number> {
    const { world } = this.#telegram;
    const answered = this.#botWrites();
    say(world, this.#person, { from: this.#person, text });
    const event = await answered;
    if (event.type !== 'message') throw new Error('No answer came');
    return event.message.message_id;
  }

  /** Presses a button and waits until a message shows this text: milliseconds from the press on. */
  async pressUntil(messageId: number, label: string, text: string): Promise<number> {
    const pressed = performance.now();
    const shown = this.#happens(
      (event) => event.type === 'edited' && (event.message.text ?? '').includes(text),
    ).then(() => performance.now() - pressed);
    press(this.#telegram.world, this.#person, { from: this.#person, message_id: messageId, label });
    return shown;
  }

  /** Presses a button of a message and waits until the message is edited and the press answered. */
  async press(messageId: number, label: string): Promise<PressTimes> {
    const pressed = performance.now();
    const since = () => performance.now() - pressed;
    const edited = this.#happens(
      (event) => event.type === 'edited' && event.message.message_id === messageId,
    ).then(since);
    const answered = this.#happens(({ type }) => type === 'answered').then(since);
    press(this.#telegram.world, this.#person, { from: this.#person, message_id: messageId, label });
    return { edited: await edited, answered: await answered };
  }

  /** Waits until a message is edited to show this, whatever that takes. */
  async shows(text: string): Promise<void> {
    await this.#happens(
      (event) => event.type === 'edited' && (event.message.text ?? '').includes(text),
      longPatienceMs,
    );
  }

  /** Resident memory in megabytes; undefined where it can't be known. */
  memory(): number | undefined {
    return this.#process?.memory();
  }

  /** The most that its process has had. */
  peakMemory(): number | undefined {
    return this.#process?.peakMemory();
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
    this.#process = undefined;
  }

  /** Ends everything that belongs to it. */
  async leave(): Promise<void> {
    await this.stop();
    await this.#telegram.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #botWrites(): Promise<WorldEvent> {
    return this.#happens((event) => event.type === 'message' && !!event.message.from?.is_bot);
  }

  #happens(fits: (event: WorldEvent) => boolean, withinMs = patienceMs): Promise<WorldEvent> {
    const { promise, resolve, reject } = Promise.withResolvers<WorldEvent>();
    const unwatch = this.#telegram.world.watchers.watch((event) => {
      if (fits(event)) resolve(event);
    });
    const timer = setTimeout(
      () => reject(new Error(`${this.name} did nothing for ${withinMs} ms`)),
      withinMs,
    );
    return promise.finally(() => {
      clearTimeout(timer);
      unwatch();
    });
  }
}
