import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const stopWithinMs = 10_000;

const running = new Set<ChildProcess>();
// No bot is left behind where the measuring is broken off.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A bot that is measured, as a process of its own. */
export class BotProcess {
  readonly #child: ChildProcess;

  /**
   * @param program what Node is told to run
   * @param env all that it is told; options for Node, such as those of a profiler, are handed on to it
   */
  constructor(program: readonly string[], env: Record<string, string>) {
    this.#child = spawn(process.execPath, program, {
      env: { NODE_OPTIONS: process.env['NODE_OPTIONS'] ?? '', ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    running.add(this.#child);
    this.#child.once('exit', () => running.delete(this.#child));
  }

  /** Resident memory in megabytes; undefined where the system has no /proc. */
  memory(): number | undefined {
    return this.#memory(/^VmRSS:\s+(\d+) kB$/m);
  }

  /** The most that it has had so far. */
  peakMemory(): number | undefined {
    return this.#memory(/^VmHWM:\s+(\d+) kB$/m);
  }

  #memory(line: RegExp): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
      const kilobytes = line.exec(status)?.[1];
      return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
    } catch {
      return undefined;
    }
  }

  /** For how many milliseconds its main thread has been on a core; undefined where the system has no /proc. */
  mainThreadMs(): number | undefined {
    const { pid } = this.#child;
    try {
      const [onCore] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ');
      return Number(onCore) / 1e6;
    } catch {
      return undefined;
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const force = setTimeout(() => this.#child.kill('SIGKILL'), stopWithinMs);
    await ended;
    clearTimeout(force);
  }
}
