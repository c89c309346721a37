/** Everything that the demo consists of, started in order and ended in the opposite one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBot } from './bot-process.ts';
import { demoLocale } from './demo-locale.ts';
import { makeFirstWorld } from './first-world.ts';
import { freePort } from './free-port.ts';
import { startNgorderSandbox } from './ngorder/server.ts';
import { startPageServer } from './page-server.ts';
import { startTelegramSandbox } from './telegram/server.ts';

export interface DemoOptions {
  /** The environment of whoever starts the demo: `LOCALE` and `LANG` are looked at. */
  environment: NodeJS.ProcessEnv;
  /** Where a line for the person at the terminal goes. */
  say(line: string): void;
  /** The first port that is tried for the page; 4600 unless told otherwise. */
  port?: number;
  /** The bot's program; ours unless told otherwise. */
  program?: string;
}

export interface Demo {
  /** The page's address. */
  url: string;
  /**
   * Ends everything and removes the bot's database.
   *
   * @param patienceMs how long the bot may take to end by itself; 5 seconds unless told otherwise
   */
  close(patienceMs?: number): Promise<void>;
}

const PAGE_PORT = 4600;

/**
 * Starts both sandboxes, the page and the bot. When a part can't start, those before it are ended again.
 *
 * @throws {NoFreePort} when there is no port for the page
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { say, environment, port = PAGE_PORT, program } = options;
  await using started = new AsyncDisposableStack();

  const folder = await mkdtemp(join(tmpdir(), 'ngorder-bot-demo-'));
  started.defer(() => rm(folder, { recursive: true, force: true }));
  const ngorder = await startNgorderSandbox();
  started.defer(() => ngorder.close());
  const telegram = await startTelegramSandbox();
  started.defer(() => telegram.close());
  const locale = demoLocale(environment);
  const { owners } = await makeFirstWorld(telegram.url, locale);
  const page = await startPageServer({ telegram: telegram.url, ngorder: ngorder.url, port });
  started.defer(() => page.close());
  const bot = startBot({
    environment: {
      BOT_TOKEN: telegram.token,
      NGORDER_TOKEN: ngorder.token,
      OWNER_IDS: owners.join(','),
      TELEGRAM_API_ROOT: telegram.url,
      NGORDER_API_ROOT: ngorder.url,
      DATABASE_URL: `sqlite:${join(folder, 'bot.db')}`,
      PORT: String(await freePort()),
      LOCALE: locale,
      LOG_LEVEL: 'warn',
    },
    onLine: (line) => say(`bot: ${line}`),
    onDeath: (reason) =>
      say(`The bot stopped (${reason}). The page stays open; start the demo again.`),
    ...(program !== undefined && { program }),
  });

  const rest = started.move();
  return {
    url: page.url,
    async close(patienceMs) {
      await bot.stop(patienceMs);
      await rest.disposeAsync();
    },
  };
}
