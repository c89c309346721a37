import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NgorderSandbox } from '../src/sandbox/ngorder/server.ts';
import { addPerson, openChat, press, say } from '../src/sandbox/telegram/acts.ts';
import { startTelegramSandbox, type TelegramSandbox } from '../src/sandbox/telegram/server.ts';
import type { WorldEvent } from '../src/sandbox/telegram/world.ts';

const patienceMs = 10_000;

/** How long one press took, in milliseconds from the press on. */
export interface PressTimes {
  edited: number;
  answered: number;
}

/** A bot that is measured: a process of its own with a Telegram of its own, in which one person talks with it. */
export class Contestant {
  readonly name: string;
  readonly #telegram: TelegramSandbox;
  readonly #program: string;
  readonly #ngorder: NgorderSandbox;
  readonly #person: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'ngorder-bot-bench-'));
  #process: ChildProcess | undefined;

  static async enter(name: string, program: string, ngorder: NgorderSandbox): Promise<Contestant> {
    return new Contestant(name, program, ngorder, await startTelegramSandbox());
  }

  private constructor(
    name: string,
    program: string,
    ngorder: NgorderSandbox,
    telegram: TelegramSandbox,
  ) {
    this.name = name;
    this.#program = program;
    this.#ngorder = ngorder;
    this.#telegram = telegram;
    this.#person = addPerson(telegram.world, { first_name: 'Sari', language_code: 'en' }).id;
    openChat(telegram.world, { type: 'private', members: [this.#person] });
  }

  /** Starts the process with a /start already waiting; milliseconds from the start of the process to its answer. */
  async start(): Promise<number> {
    const { world } = this.#telegram;
    say(world, this.#person, { from: this.#person, text: '/start' });
    const answered = this.#botWrites();
    const started = performance.now();
    this.#process = spawn(process.execPath, [this.#program], {
      env: {
        BOT_TOKEN: this.#telegram.token,
        NGORDER_TOKEN: this.#ngorder.token,
        OWNER_IDS: String(this.#person),
        TELEGRAM_API_ROOT: this.#telegram.url,
        NGORDER_API_ROOT: this.#ngorder.url,
        DATABASE_URL: `sqlite:${join(this.#folder, 'bot.db')}`,
        PORT: '0',
        LOCALE: 'en',
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    await answered;
    return performance.now() - started;
  }

  /** Sends /canceled. Returns the ID of the message that lists the first page. */
  async openList(): Promise<number> {
    const { world } = this.#telegram;
    const listed = this.#botWrites();
    say(world, this.#person, { from: this.#person, text: '/canceled' });
    const event = await listed;
    if (event.type !== 'message') throw new Error('No list came');
    return event.message.message_id;
  }

  /** Presses a button of a message and waits until the message is edited and the press answered. */
  async press(messageId: number, label: string): Promise<PressTimes> {
    const pressed = performance.now();
    const since = () => performance.now() - pressed;
    const edited = this.#happens(({ type }) => type === 'edited').then(since);
    const answered = this.#happens(({ type }) => type === 'answered').then(since);
    press(this.#telegram.world, this.#person, { from: this.#person, message_id: messageId, label });
    return { edited: await edited, answered: await answered };
  }

  /** Resident memory in megabytes; undefined where the system has no /proc. */
  memory(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.#process?.pid}/status`, 'utf8');
      const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
      return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
    } catch {
      return undefined;
    }
  }

  async stop(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    if (process === undefined || process.exitCode !== null) return;
    const ended = once(process, 'exit');
    process.kill('SIGTERM');
    await ended;
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

  #happens(fits: (event: WorldEvent) => boolean): Promise<WorldEvent> {
    const { promise, resolve, reject } = Promise.withResolvers<WorldEvent>();
    const unwatch = this.#telegram.world.watch((event) => {
      if (fits(event)) resolve(event);
    });
    const timer = setTimeout(
      () => reject(new Error(`${this.name} did nothing for ${patienceMs} ms`)),
      patienceMs,
    );
    return promise.finally(() => {
      clearTimeout(timer);
      unwatch();
    });
  }
}
