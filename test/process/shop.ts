import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { type NgorderSandbox, startNgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import {
  type Chat,
  type Message,
  Player,
  type User,
} from '../../src/sandbox/telegram/client/player.ts';
import { startTelegramSandbox, type TelegramSandbox } from '../../src/sandbox/telegram/server.ts';
import { shownBy } from '../e2e/shop-world.ts';
import { secretKey, sqliteTemplate } from '../store/databases.ts';
import { compiled } from '../test-bots.ts';
import { type Program, Running } from './running.ts';

export const checkout = join(import.meta.dirname, '..', '..');
/** What `npm start` runs: the bundle that `npm ci` made of these sources, or where they have changed since, them. */
export const botProgram = join(checkout, 'src', 'start.cjs');

/** Both sandboxes, an owner with a private chat, and the processes that are started to serve them. */
export class Shop implements AsyncDisposable {
  readonly telegram: TelegramSandbox;
  readonly ngorder: NgorderSandbox;
  readonly play: Player;
  readonly sari: User;
  readonly chat: Chat;
  readonly env: Record<string, string>;
  readonly #started: Running[] = [];
  readonly #personal: readonly string[];

  /** @param isEmpty nothing made the database before the bot, which takes it half as long again as a start by itself */
  static async open({ isEmpty = false } = {}): Promise<Shop> {
    const telegram = await startTelegramSandbox();
    const ngorder = await startNgorderSandbox({ today: '2026-11-20' });
    const play = new Player(telegram.url);
    const sari = await play.person({ first_name: 'Sari', last_name: 'Dewi', language_code: 'en' });
    const shop = new Shop(telegram, ngorder, play, sari, await play.privateChat(sari));
    if (!isEmpty) copyFileSync(await sqliteTemplate(), shop.databasePath);
    return shop;
  }

  private constructor(
    telegram: TelegramSandbox,
    ngorder: NgorderSandbox,
    play: Player,
    sari: User,
    chat: Chat,
  ) {
    this.telegram = telegram;
    this.ngorder = ngorder;
    this.play = play;
    this.sari = sari;
    this.chat = chat;
    this.#personal = personalIn(ngorder);
    this.env = {
      BOT_TOKEN: telegram.token,
      NGORDER_TOKEN: ngorder.token,
      OWNER_IDS: String(sari.id),
      TELEGRAM_API_ROOT: telegram.url,
      NGORDER_API_ROOT: ngorder.url,
      DATABASE_URL: `sqlite:${join(mkdtempSync(join(tmpdir(), 'ngorder-bot-process-')), 'bot.db')}`,
      SECRET_KEY: secretKey,
      PORT: '0',
      LOCALE: 'en',
      LOG_LEVEL: 'trace',
      NODE_COMPILE_CACHE: compiled,
    };
  }

  /** Starts the bot, with some of the environment as given here. */
  bot(env: Record<string, string> = {}, program = botProgram): Running {
    return this.run({
      command: process.execPath,
      args: [program],
      env: { ...this.env, ...env },
      cwd: checkout,
    });
  }

  /** Starts the bot and waits until it takes messages. */
  async runningBot(program = botProgram, env: Record<string, string> = {}): Promise<Running> {
    const bot = this.bot(env, program);
    await bot.says('the bot is running');
    return bot;
  }

  run(program: Program): Running {
    const running = new Running(program);
    this.#started.push(running);
    return running;
  }

  /** Sari writes; the bot's answer with this text is waited for. */
  async ask(text: string, answer: string): Promise<Message> {
    const { message_id } = await this.play.say(this.sari, this.chat, text);
    return this.sees(answer, message_id);
  }

  /** The newest message of the bot with this text, after another message. */
  sees(text: string, after = 0, timeoutMs = 25_000): Promise<Message> {
    return this.play.waitFor(
      this.chat,
      (messages) =>
        messages.findLast(
          (message) =>
            message.from?.is_bot && message.message_id > after && shownBy(message).includes(text),
        ),
      { what: `a message with ${text}`, timeoutMs },
    );
  }

  /** Waits until this message shows the text. */
  becomes({ message_id }: Message, text: string, timeoutMs = 25_000): Promise<Message> {
    return this.play.waitFor(
      this.chat,
      (messages) =>
        messages.find(
          (message) => message.message_id === message_id && shownBy(message).includes(text),
        ),
      { what: `message ${message_id} with ${text}`, timeoutMs },
    );
  }

  press(message: Message, label: string) {
    return this.play.press(this.sari, message, label);
  }

  /** Waits until a fault keeps a request waiting at Ngorder. */
  somethingIsStuck(): Promise<unknown> {
    return this.ngorder.control.until(() => this.ngorder.control.waiting() > 0);
  }

  /** The acts that reached Ngorder, as method, path and body. */
  acts(): string[] {
    return this.#calls()
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body)}`);
  }

  /** Fails when two acts reached Ngorder without a read between them. */
  expectReadBetweenActs(): void {
    const requests = this.#calls().map(({ method }) => method === 'GET');
    const actAfterAct = requests.some((isRead, at) => at > 0 && !isRead && !requests[at - 1]);
    expect(actAfterAct).toBe(false);
  }

  /** What this shop's bots asked of Ngorder: what is left of another test may still call what had this port before. */
  #calls() {
    return this.ngorder.control.calls().filter(({ authorized }) => authorized);
  }

  /** Ends everything, and fails when a process wrote something secret or personal, or troubled Telegram. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#started.map((running) => running.remove()));
    const violations = await this.play.violations();
    await Promise.all([this.telegram.close(), this.ngorder.close()]);
    rmSync(dirname(this.databasePath), { recursive: true, force: true });
    expect(violations).toEqual([]);
    const said = this.#started.map((running) => running.said).join('\n');
    const { BOT_TOKEN = '', NGORDER_TOKEN = '', SECRET_KEY = '' } = this.env;
    const unspeakable = [BOT_TOKEN, NGORDER_TOKEN, SECRET_KEY, ...this.#personal];
    expect(unspeakable.filter((secret) => said.includes(secret))).toEqual([]);
  }

  get databasePath(): string {
    return (this.env['DATABASE_URL'] ?? '').replace(/^sqlite:/, '');
  }
}

/** Every phone number and address of the shop's orders. */
function personalIn({ control }: NgorderSandbox): string[] {
  const places = ['active', 'CANCEL', 'REJECTED', 'EXPIRED'] as const;
  const orders = places.flatMap((place) => control.orders(place));
  const found = orders.flatMap(({ receiver_phone, receiver_address, sender_address }) => [
    receiver_phone,
    receiver_address,
    sender_address,
  ]);
  const personal = [...new Set(found)].filter((text) => text.length > 5);
  expect(personal.length).toBeGreaterThan(100);
  return personal;
}
