/** The bot as a process of its own, started from outside as a person would. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface BotProcess {
  /** The process's number; undefined when it could not even be started. */
  readonly pid: number | undefined;
  /**
   * Ends the process: asked first, and by force when it is still there after the given time.
   *
   * @param graceMs 5 seconds unless told otherwise
   */
  stop(graceMs?: number): Promise<void>;
  /** Ends the process at once, without a chance to finish anything (`SIGKILL`). */
  kill(): Promise<void>;
}

export interface BotProcessOptions {
  /** The whole environment of the process: nothing else is handed on. */
  environment: Record<string, string>;
  /** A line that the process wrote. */
  onLine(line: string): void;
  /** The process ended without having been stopped, for example `exit code 1: <its last words>`. */
  onDeath(reason: string): void;
  /** The program; the bot's own unless told otherwise. */
  program?: string;
}

/** A line such as Node's `Error: Cannot find module …`, which says more than what Node writes after it. */
const errorLine = /^\w*Error(?: \[\w+\])?: /;

const botProgram = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Starts the bot. Whether it lives is told by `onDeath`. */
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
  // "close" comes after the last output, so that the last words are known.
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

/** @param graceMs 0 to end it by force at once */
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
