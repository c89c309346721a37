import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import { createActionScreen } from './bot/action-screen.ts';
import { apologize } from './bot/apology.ts';
import { createBot } from './bot/bot.ts';
import { publishCommands } from './bot/commands.ts';
import type { ShopName } from './bot/context.ts';
import { createExportDelivery } from './bot/export-delivery.ts';
import { createTelegramFetch } from './bot/outgoing.ts';
import { loadWordings } from './bot/wording.ts';
import type { Config } from './config.ts';
import { createInbox } from './delivery/inbox.ts';
import { poll } from './delivery/polling.ts';
import { untilReached } from './delivery/reaching.ts';
import { asSoleHolder } from './delivery/sole-holder.ts';
import { createNgorder, type Ngorder, type NgorderLimits } from './ngorder/client.ts';
import { TokenRejected } from './ngorder/errors.ts';
import { createLedger } from './orders/actions/ledger.ts';
import { createActionRunner } from './orders/actions/runner.ts';
import { sweepSpool } from './orders/export/spool.ts';
import { type Changes, noChanges } from './store/changes.ts';
import { createChats } from './store/chats.ts';
import { createConversationStates } from './store/conversations.ts';
import { createExportRows } from './store/exports.ts';
import { createInboxRows } from './store/inbox.ts';
import { createLeases } from './store/leases.ts';
import { openStore } from './store/store.ts';
import { ownersOnly } from './team/owners.ts';

/** Nobody waits longer than this for a name. */
const shopNameMs = 2000;

/** The bot as a whole, between being put together and being stopped. */
export interface App {
  /** Resolves when the bot has stopped. @throws {BotTokenRejected} */
  readonly done: Promise<void>;
  /** Takes nothing more, finishes what runs, lets go of everything. */
  stop(): Promise<void>;
}

export interface AppOptions {
  log: Logger;
  /** Ends the app, also while it is still starting. */
  signal?: AbortSignal;
  /** Time limits towards Ngorder other than the client's own; for tests that can't wait. */
  ngorderLimits?: Partial<NgorderLimits>;
}

/**
 * Puts the parts together and runs them, as soon as Telegram can be reached.
 * @throws {StoreError} when the database can't be used, {@link GrammyError} when Telegram refuses the token,
 * the signal's reason when it is aborted before the bot runs
 */
export async function startApp(
  config: Config,
  { log, signal, ngorderLimits }: AppOptions,
): Promise<App> {
  const asked = new AbortController();
  const stopping = signal ? AbortSignal.any([asked.signal, signal]) : asked.signal;
  const store = await openStore(config.database, config.secretKey);
  const ngorder = createNgorder({
    root: config.ngorderApiRoot,
    token: config.ngorderToken,
    ...(ngorderLimits && { limits: ngorderLimits }),
    onRequest: (request) => log.debug(request, 'ngorder'),
  });
  const shop = { key: 'first', name: 'Ngorder' };
  const shopKnown = learnShopName(shop, ngorder, log, stopping);
  const wordings = loadWordings(config.timeZone);
  const chats = createChats(store);
  const ledger = createLedger(store);
  const leases = createLeases(store);
  const botId = Number.parseInt(config.botToken, 10);
  const changesByUpdate = new WeakMap<Update, Changes>();
  const client = {
    apiRoot: config.telegramApiRoot,
    fetch: createTelegramFetch(log),
    timeoutSeconds: 60,
  };
  const api = new Api(config.botToken, client);
  const spoolFolder = spoolFolderOf(config);
  const exports = createExportDelivery({
    api,
    ngorder,
    rows: createExportRows(store),
    leases,
    chats,
    wordings,
    defaultLocale: config.locale,
    spoolFolder,
    log,
  });
  const screen = createActionScreen({
    ledger,
    leases,
    api,
    chats,
    wordings,
    defaultLocale: config.locale,
    log,
  });
  const runner = createActionRunner({
    ledger,
    leases,
    ngorder,
    onTrouble: (error, token) =>
      log.error({ err: error, token }, 'an action could not be moved on'),
  });

  const bot = createBot(config.botToken, client, {
    ngorder,
    shop,
    ledger,
    team: ownersOnly(config.ownerIds),
    chats,
    conversationStates: createConversationStates(store),
    changesOf: (update) => changesByUpdate.get(update) ?? noChanges(),
    exports,
    wordings,
    defaultLocale: config.locale,
    log,
  });
  try {
    await sweepSpool(spoolFolder);
    const reached = <T>(ask: () => Promise<T>) => untilReached(ask, log, stopping);
    bot.botInfo = await reached(() => api.getMe(stopping as never));
    await reached(() => api.deleteWebhook({}, stopping as never));
    await Promise.race([shopKnown, sleep(shopNameMs, undefined, { ref: false })]);
  } catch (error) {
    await store.close();
    throw error;
  }

  publishCommands(api, wordings, config.locale).catch((error: unknown) =>
    log.warn({ err: error }, 'the command menu could not be published'),
  );

  const inbox = createInbox({
    rows: createInboxRows(store, botId),
    leases,
    botId,
    async handle(update, changes) {
      changesByUpdate.set(update, changes);
      await bot.handleUpdate(update);
    },
    onSetAside: (update) =>
      apologize(update, { api, chats, wordings, defaultLocale: config.locale }),
    log,
  });
  inbox.start();
  runner.start();
  screen.start();
  exports.start();
  log.info({ bot: bot.botInfo.username }, 'the bot is running');

  const poller = { leases, name: `poller:${botId}`, log };
  const done = asSoleHolder(poller, stopping, (signal) =>
    poll({ api, accept: inbox.accept, log }, signal),
  ).finally(async () => {
    // Side by side: what is stuck in one must not keep another from telling its chats.
    await Promise.all([inbox.stop(), exports.stop(), runner.stop()]);
    await screen.stop();
    await store.close();
  });
  return {
    done,
    async stop() {
      asked.abort();
      await done;
    },
  };
}

/** Names the shop and checks its token; the bot starts without an answer too, and says so in its log. */
async function learnShopName(
  shop: ShopName,
  ngorder: Ngorder,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  try {
    const [found] = await ngorder.getShops(signal);
    log.info({ shop: found?.name, expires: found?.expiredDate }, 'the shop is known');
    shop.name = found?.name || shop.name;
  } catch (error) {
    if (signal.aborted) return;
    const what =
      error instanceof TokenRejected
        ? 'Ngorder refuses NGORDER_TOKEN'
        : 'Ngorder could not be asked for the shop';
    log.error({ err: error }, what);
  }
}

function spoolFolderOf({ database }: Config): string {
  return database.kind === 'sqlite'
    ? join(dirname(database.path), 'spool')
    : join(tmpdir(), `ngorder-bot-${process.pid}`);
}
