/** Runs the bot as a separate process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface BotProcess {
  /** The process ID; undefined if it couldn't be started. */
  readonly pid: number | undefined;
  /**
   * Stops the process, by force if it is still running after a while.
   *
   * @param graceMs 5 seconds unless told otherwise
   */
  stop(graceMs?: number): Promise<void>;
  /** Kills the process (`SIGKILL`). */
  kill(): Promise<void>;
}

export interface BotProcessOptions {
  /** The complete environment; nothing else is passed on. */
  environment: Record<string, string>;
  /** Called with each line of output. */
  onLine(line: string): void;
  /** Called if it ends without being stopped, for example with `exit code 1: <its last line>`. */
  onDeath(reason: string): void;
  /** The program; the bot's own unless told otherwise. */
  program?: string;
}

/** A line such as Node's `Error: Cannot find module …`, which says more than the lines after it. */
const errorLine = /^\w*Error(?: \[\w+\])?: /;

/** What `npm start` runs. */
const botProgram = fileURLToPath(new URL('../start.cjs', import.meta.url));

/** Starts the bot. A failure is reported by `onDeath`. */
export function startBot(options: BotProcessOptions): BotProcess {
  const bot = spawn(process.execPath, [options.program ?? botProgram], {
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stopping = false;
  let lastWords = '';
  const hear = (line: string): void => {
    if (errorLine.test(line) || !errorLine.test(lastWords)) lastWords = line;
    options.onLine(line);
  };
  onLines(bot.stdout, hear);
  onLines(bot.stderr, hear);
  // "close" follows the last output, so the last line is known.
  bot.once('close', (code, signal) => {
    if (stopping) return;
    const how = signal === null ? `exit code ${code}` : signal;
    options.onDeath(lastWords === '' ? how : `${how}: ${lastWords}`);
  });
  return {
    pid: bot.pid,
    async stop(graceMs = 5000) {
      stopping = true;
      await end(bot, graceMs);
    },
    async kill() {
      stopping = true;
      await end(bot, 0);
    },
  };
}

/** @param graceMs 0 to kill it at once */
async function end(bot: ChildProcess, graceMs: number): Promise<void> {
  if (bot.exitCode !== null || bot.signalCode !== null) return;
  const ended = once(bot, 'exit');
  bot.kill(graceMs === 0 ? 'SIGKILL' : 'SIGTERM');
  const force = setTimeout(() => bot.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(force);
}

function onLines(stream: NodeJS.ReadableStream, hear: (line: string) => void): void {
  let unfinished = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (unfinished + chunk).split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') hear(line);
  });
  stream.on('end', () => {
    if (unfinished.trim() !== '') hear(unfinished);
  });
}
