import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** How a process ended: by an exit code or by a signal that it did not take. */
export interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Program {
  command: string;
  args: readonly string[];
  /** The whole environment: nothing else is handed on. */
  env: Record<string, string>;
  cwd: string;
  /** In a process group of its own, as a terminal starts it. */
  ownGroup?: boolean;
}

/** A process that runs on its own, and all that it writes. */
export class Running {
  readonly #child: ChildProcess;
  readonly #ownGroup: boolean;
  readonly #listeners = new Set<() => void>();
  #said = '';
  /** When it has ended and its last words have come. */
  readonly ended: Promise<End>;

  constructor({ command, args, env, cwd, ownGroup = false }: Program) {
    this.#ownGroup = ownGroup;
    this.#child = spawn(command, args, {
      env,
      cwd,
      detached: ownGroup,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#said += text;
        this.#look();
      });
    }
    this.ended = once(this.#child, 'close').then(([code, signal]) => {
      this.#look();
      return { code, signal };
    });
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('The process did not start');
    return this.#child.pid;
  }

  /** Everything it has written so far, to stdout and stderr. */
  get said(): string {
    return this.#said;
  }

  get lives(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Waits until it has written this text; fails with all it wrote when it ends or the time passes without it. */
  async says(text: string, withinMs = 40_000): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const fail = (why: string) =>
      reject(new Error(`The process ${why} without “${text}”. It wrote:\n${this.#said}`));
    const look = () => (this.#said.includes(text) ? resolve() : this.lives || fail('ended'));
    const timer = setTimeout(() => fail(`went on for ${withinMs} ms`), withinMs);
    this.#listeners.add(look);
    look();
    await promise.finally(() => {
      clearTimeout(timer);
      this.#listeners.delete(look);
    });
  }

  /** Sends a signal to it alone, or as a terminal does to its whole group, and waits for the end. */
  async end(signal: NodeJS.Signals, to: 'process' | 'group' = 'process'): Promise<End> {
    if (this.lives) process.kill(to === 'group' ? -this.pid : this.pid, signal);
    return this.ended;
  }

  /** It stands still, and knows nothing of it, until it is woken. */
  suspend(): void {
    process.kill(this.pid, 'SIGSTOP');
  }

  wake(): void {
    process.kill(this.pid, 'SIGCONT');
  }

  /** Leaves nothing of it behind, however the test went: neither the process nor, in its own group, its children. */
  async remove(): Promise<void> {
    try {
      process.kill(this.#ownGroup ? -this.pid : this.pid, 'SIGKILL');
    } catch {
      // Nothing is left to be killed.
    }
    await this.ended;
  }

  #look(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Whether a process with this ID is there. */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
