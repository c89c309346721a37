/** Manages the bot's process: starts it, stops or kills it, and lets a second copy try. */
import { type BotProcess, startBot } from '../bot-process.ts';

/** One running process of the bot. */
export interface BotCopy {
  pid: number;
  /** Milliseconds since 1970. */
  since: number;
}

export interface BotState {
  /** Whether the playground runs a bot; if not, somebody starts theirs in a shell. */
  kept: boolean;
  /** The running processes, the oldest first. */
  copies: BotCopy[];
  /** Whether a bot has called Telegram since the oldest copy was started. */
  speaks: boolean;
  /** How the last copy ended. */
  ended?: {
    pid: number;
    by: 'kill' | 'stop' | 'itself';
    /** Its last output if it ended by itself; else empty. */
    words: string;
    /** Milliseconds since 1970. */
    at: number;
  };
}

export interface BotKeeperParts {
  /** The complete environment of a copy. */
  environment(): Promise<Record<string, string>>;
  /** Prints a line on the terminal. */
  say(line: string): void;
  /** The bot's program; ours unless told otherwise. */
  program?: string | undefined;
}

/** The bot is in the wrong state for this; nothing has changed. */
export class WrongBotState extends Error {
  override readonly name = 'WrongBotState';
}

export class BotKeeper {
  readonly #parts: BotKeeperParts;
  readonly #listeners = new Set<(state: BotState) => void>();
  #copies: (BotCopy & { process: BotProcess })[] = [];
  #speaks = false;
  #ended: BotState['ended'];
  #isClosed = false;
  /** Starts run one after another, so that two clicks don't start two bots. */
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

  /** Starts a second copy. @throws {WrongBotState} when none runs, or two do */
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

  /** Kills every copy (`SIGKILL`). @throws {WrongBotState} when none runs */
  kill(): Promise<void> {
    return this.#endAll('kill', (copy) => copy.kill());
  }

  /** Stops every copy (`SIGTERM`) and waits for it. @throws {WrongBotState} when none runs */
  stop(graceMs?: number): Promise<void> {
    return this.#endAll('stop', (copy) => copy.stop(graceMs));
  }

  /** Ends every copy at once, and forgets that there ever was one. */
  async discard(): Promise<void> {
    await this.#starting;
    if (this.#copies.length > 0) await this.kill();
    this.#ended = undefined;
    this.#tell();
  }

  /** Tells it of a call to the Telegram sandbox: it is the bot's, since nobody else has its token. */
  heard(): void {
    if (this.#speaks || this.#copies.length === 0) return;
    this.#speaks = true;
    this.#tell();
  }

  /** Calls `listener` with every new state; returns how to stop. */
  onChange(listener: (state: BotState) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Ends all copies for good: none is started any more. */
  async close(graceMs?: number): Promise<void> {
    this.#isClosed = true;
    await this.#starting;
    if (this.#copies.length > 0) await this.stop(graceMs);
  }

  async #addCopy(): Promise<void> {
    const { say, program } = this.#parts;
    // To make the environment makes its folder too.
    if (this.#isClosed) return;
    const environment = await this.#parts.environment();
    if (this.#isClosed) return;
    const process = startBot({
      environment,
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

  async #endAll(by: 'kill' | 'stop', end: (process: BotProcess) => Promise<void>): Promise<void> {
    const copies = [...this.#copies];
    if (copies.length === 0) throw new WrongBotState("The bot doesn't run.");
    await Promise.all(copies.map(({ process }) => end(process)));
    for (const { process } of copies) this.#leave(process, { by, words: '' });
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
