import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ourOptions } from '../our-bot.ts';
import type { Memory } from './bot.ts';

const program = join(import.meta.dirname, 'bot.ts');
const stopWithinMs = 30_000;

/** The bot as a process of its own that can be asked for its memory. */
export class BotUnderLoad {
  readonly #child: ChildProcess;

  constructor(env: Record<string, string>) {
    this.#child = spawn(process.execPath, [...ourOptions(), '--expose-gc', program], {
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }

  /** How it ended by itself; undefined as long as it lives. */
  get death(): string | undefined {
    const { exitCode, signalCode } = this.#child;
    return exitCode === null && signalCode === null ? undefined : `${exitCode ?? signalCode}`;
  }

  async memory(): Promise<Memory> {
    const answered = once(this.#child, 'message');
    this.#child.send('memory');
    const [memory] = await answered;
    return memory as Memory;
  }

  /** Ends it as an operator does. */
  async stop(): Promise<void> {
    if (this.death !== undefined) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const force = setTimeout(() => this.#child.kill('SIGKILL'), stopWithinMs);
    await ended;
    clearTimeout(force);
  }
}
