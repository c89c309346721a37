/**
 * Everything behind the page, started in order and stopped in reverse: two sandboxes, people, and
 * optionally a bot.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { demoLocale } from '../demo-locale.ts';
import { makeFirstWorld } from '../first-world.ts';
import { freePort } from '../free-port.ts';
import { startNgorderSandbox } from '../ngorder/server.ts';
import { startPageServer } from '../page/server.ts';
import { startTelegramSandbox } from '../telegram/server.ts';
import { BotKeeper } from './bot-keeper.ts';
import { botLabels } from './bot-labels.ts';
import { TeamRoles } from './team-roles.ts';

export interface PlaygroundOptions {
  /** The caller's environment; `LOCALE` and `LANG` are read. */
  environment: NodeJS.ProcessEnv;
  /** Prints a line on the terminal. */
  say(line: string): void;
  /** The first port to try for the page; 4600 unless told otherwise. */
  port?: number | undefined;
  /** The address to listen on; loopback unless told otherwise. */
  host?: string | undefined;
  /** Whether the playground runs a bot of its own. */
  withBot: boolean;
  /** The bot's program; ours unless told otherwise. */
  program?: string | undefined;
}

export interface Playground {
  /** The page's address. */
  url: string;
  /** What a bot needs to run in this world, under the names that ours reads. */
  forBot: Record<
    'TELEGRAM_API_ROOT' | 'BOT_TOKEN' | 'NGORDER_API_ROOT' | 'NGORDER_TOKEN' | 'OWNER_IDS',
    string
  >;
  /**
   * Stops everything and deletes the bot's databases.
   *
   * @param graceMs how long the bot may take to stop; 5 seconds unless told otherwise
   */
  close(graceMs?: number): Promise<void>;
}

const pagePort = 4600;

/**
 * Starts everything. If a part can't start, those before it are stopped again.
 *
 * @throws {NoFreePort} when there is no port for the page
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { environment, say, host, port = pagePort } = options;
  const at = host === undefined ? {} : { host };
  await using started = new AsyncDisposableStack();

  const folder = await mkdtemp(join(tmpdir(), 'ngorder-bot-demo-'));
  started.defer(() => rm(folder, { recursive: true, force: true }));
  const ngorder = await startNgorderSandbox(at);
  started.defer(() => ngorder.close());
  const telegram = await startTelegramSandbox(at);
  started.defer(() => telegram.close());
  const locale = demoLocale(environment);
  const { owners } = await makeFirstWorld(telegram.url, locale);
  const forBot = {
    TELEGRAM_API_ROOT: telegram.url,
    BOT_TOKEN: telegram.token,
    NGORDER_API_ROOT: ngorder.url,
    NGORDER_TOKEN: ngorder.token,
    OWNER_IDS: owners.join(','),
  };

  let worlds = 1;
  const databaseFile = () => join(folder, String(worlds), 'bot.db');
  const ownersOnly = Object.fromEntries(owners.map((id) => [id, 'owner' as const]));
  const team = new TeamRoles(databaseFile, ownersOnly);
  started.defer(() => team.close());
  const keeper = new BotKeeper({
    say,
    program: options.program,
    environment: async () => {
      await mkdir(dirname(databaseFile()), { recursive: true });
      return {
        ...forBot,
        DATABASE_URL: `sqlite:${databaseFile()}`,
        PORT: String(await freePort()),
        LOCALE: locale,
        LOG_LEVEL: 'warn',
      };
    },
  });
  telegram.world.watchers.watch(({ type }) => {
    if (type !== 'call') return;
    keeper.heard();
    team.heard();
  });

  /** Resets everything; the bot gets an empty database. */
  const startOver = async (): Promise<void> => {
    await keeper.discard();
    ngorder.control.reset();
    telegram.world.reset();
    telegram.world.limits.on = false;
    await makeFirstWorld(telegram.url, locale);
    worlds += 1;
    if (options.withBot) await keeper.start();
  };

  const page = await startPageServer({
    telegram: telegram.url,
    ngorder: ngorder.url,
    port,
    ...at,
    playground: {
      keeper: options.withBot ? keeper : undefined,
      team,
      labels: botLabels(locale),
      secondShop: { name: ngorder.second.name, token: ngorder.second.token },
      startOver,
    },
  });
  started.defer(() => page.close());
  if (options.withBot) await keeper.start();

  const rest = started.move();
  return {
    url: page.url,
    forBot,
    async close(graceMs) {
      await keeper.close(graceMs);
      await rest.disposeAsync();
    },
  };
}
