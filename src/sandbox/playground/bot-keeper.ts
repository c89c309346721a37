/** Keeps the bot's process: starts it, ends it politely or not, and lets a second copy try. */
import { type BotProcess, startBot } from '../bot-process.ts';

/** One living process of the bot. */
export interface BotCopy {
  pid: number;
  /** Milliseconds since 1970. */
  since: number;
}

export interface BotState {
  /** Whether the playground keeps a bot; if not, somebody starts theirs in a shell. */
  kept: boolean;
  /** The processes that live, the oldest first. */
  copies: BotCopy[];
  /** Whether a bot has spoken with Telegram since the oldest copy was started. */
  speaks: boolean;
  /** How the last copy ended: by whom, or with which last words of its own. */
  ended?: {
    pid: number;
    by: 'kill' | 'stop' | 'itself';
    words: string;
    /** Milliseconds since 1970. */
    at: number;
  };
}

export interface BotKeeperParts {
  /** The whole environment for one more copy. */
  environment(): Promise<Record<string, string>>;
  /** Where a line for the person at the terminal goes. */
  say(line: string): void;
  /** The bot's program; ours unless told otherwise. */
  program?: string | undefined;
}

/** What was asked can't be done in the state the bot is in; nothing has changed. */
export class WrongBotState extends Error {
  override readonly name = 'WrongBotState';
}

export class BotKeeper {
  readonly #parts: BotKeeperParts;
  readonly #listeners = new Set<(state: BotState) => void>();
  #copies: (BotCopy & { process: BotProcess })[] = [];
  #speaks = false;
  #ended: BotState['ended'];
  /** Starts are awaited one after the other, so that two presses don't make two bots. */
  #starting: Promise<void> | undefined;

  constructor(parts: BotKeeperParts) {
    this.#parts = parts;
  }

  state(): BotState {
    return {
      kept: true,
      copies: this.#copies.map(({ pid, since }) => ({ pid, since })),
      speaks: this.#speaks,
      ...(this.#ended && { ended: this.#ended }),
    };
  }

  /** Starts the bot. @throws {WrongBotState} when it runs already */
  async start(): Promise<void> {
    if (this.#copies.length > 0 || this.#starting) throw new WrongBotState('The bot runs already.');
    this.#starting = this.#addCopy();
    try {
      await this.#starting;
    } finally {
      this.#starting = undefined;
    }
  }

  /** Starts one more copy beside the one that runs. @throws {WrongBotState} when none runs, or two do */
  async startSecond(): Promise<void> {
    if (this.#copies.length === 0)
      throw new WrongBotState('No bot runs that there could be two of.');
    if (this.#copies.length > 1 || this.#starting)
      throw new WrongBotState('There is a second copy already.');
    this.#starting = this.#addCopy();
    try {
      await this.#starting;
    } finally {
      this.#starting = undefined;
    }
  }

  /** Ends every copy in the middle of whatever it does (`SIGKILL`). @throws {WrongBotState} when none runs */
  kill(): Promise<void> {
    return this.#endAll('kill', 'killed in the middle of its work', (copy) => copy.kill());
  }

  /** Asks every copy to end (`SIGTERM`) and waits for it. @throws {WrongBotState} when none runs */
  stop(graceMs?: number): Promise<void> {
    return this.#endAll('stop', 'asked to end, and did', (copy) => copy.stop(graceMs));
  }

  /** The Telegram sandbox was called: by the bot, since nobody else has its token. */
  heard(): void {
    if (this.#speaks || this.#copies.length === 0) return;
    this.#speaks = true;
    this.#tell();
  }

  /** Calls `listener` with every new state, until the function it returns is called. */
  onChange(listener: (state: BotState) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Ends whatever runs, for good. */
  async close(graceMs?: number): Promise<void> {
    await this.#starting;
    if (this.#copies.length > 0) await this.stop(graceMs);
  }

  async #addCopy(): Promise<void> {
    const { environment, say, program } = this.#parts;
    const process = startBot({
      environment: await environment(),
      onLine: (line) => say(`bot: ${line}`),
      onDeath: (reason) => {
        say(
          `The bot stopped (${reason}). The page stays open: start it again there, or start the demo again.`,
        );
        this.#leave(process, { by: 'itself', words: reason });
      },
      ...(program !== undefined && { program }),
    });
    if (process.pid === undefined) return;
    this.#copies.push({ pid: process.pid, since: Date.now(), process });
    this.#tell();
  }

  async #endAll(
    by: 'kill' | 'stop',
    words: string,
    end: (process: BotProcess) => Promise<void>,
  ): Promise<void> {
    const copies = [...this.#copies];
    if (copies.length === 0) throw new WrongBotState("The bot doesn't run.");
    await Promise.all(copies.map(({ process }) => end(process)));
    for (const { process } of copies) this.#leave(process, { by, words });
  }

  #leave(process: BotProcess, how: { by: 'kill' | 'stop' | 'itself'; words: string }): void {
    const copy = this.#copies.find((one) => one.process === process);
    if (!copy) return;
    this.#copies = this.#copies.filter((one) => one !== copy);
    this.#ended = { pid: copy.pid, ...how, at: Date.now() };
    if (this.#copies.length === 0) this.#speaks = false;
    this.#tell();
  }

  #tell(): void {
    const state = this.state();
    for (const listener of [...this.#listeners]) listener(state);
  }
}
