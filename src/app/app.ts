import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import { createExportDelivery } from '../bot/background/export-worker.ts';
import { apologize } from '../bot/background/failure-notice.ts';
import { createRequestMessages } from '../bot/background/request-messages.ts';
import { createBot, features } from '../bot/bot.ts';
import { createEarlyAnswers } from '../bot/callbacks/answer-queued.ts';
import { createCodec } from '../bot/callbacks/codec.ts';
import { publishCommands } from '../bot/commands.ts';
import { buttonsOf, commandsOf } from '../bot/feature.ts';
import { loadWordings } from '../bot/i18n/localizer.ts';
import { createWordingIn } from '../bot/i18n/wording-in.ts';
import { kindOf } from '../bot/middleware/update-logger.ts';
import type { Config } from '../config.ts';
import { createInbox } from '../delivery/inbox.ts';
import { asSoleHolder } from '../delivery/leader.ts';
import { poll } from '../delivery/polling.ts';
import { receiveByWebhook, registerWebhook } from '../delivery/webhook.ts';
import { createNgorder } from '../ngorder/client.ts';
import type { NgorderLimits } from '../ngorder/limits.ts';
import { spoolFolderOfProcess, sweepDeadSpools, sweepSpool } from '../orders/export/spool.ts';
import { createActWorkers } from '../orders/requests/act-workers.ts';
import { createLedger } from '../orders/requests/ledger.ts';
import { createMetrics } from '../server/metrics.ts';
import { createReadiness } from '../server/readiness.ts';
import { createServer, type HttpServer, listen, PortUnusable } from '../server/server.ts';
import { adoptRows } from '../store/adopt-rows.ts';
import { createInboxRows } from '../store/inbox/inbox.ts';
import { moveChanges } from '../store/inbox/unit-of-work.ts';
import { createSweeper } from '../store/retention/sweeper.ts';
import { openStore } from '../store/store.ts';
import { createChats } from '../store/tables/chats.ts';
import { createConversationStates } from '../store/tables/conversations.ts';
import { createExportRows } from '../store/tables/exports.ts';
import { createLeases } from '../store/tables/leases.ts';
import { openShops } from '../team/shops.ts';
import { createTeam } from '../team/team.ts';
import { createTransientDelay, untilReached } from '../telegram/availability.ts';
import { createTelegram } from '../telegram/client.ts';
import { isRefusal } from '../telegram/errors.ts';

/** A PostgreSQL that is started together with the bot answers within this time. */
const databaseWaitMs = 30_000;
/** Nobody waits longer than this for a name. */
const shopNameMs = 2000;
/** A Telegram that is there says who the bot is within this time. */
const telegramMs = 5000;

/** The bot as a whole, between being put together and being stopped. */
export interface App {
  /** Resolves when the bot has stopped. @throws {BotTokenRejected} */
  readonly done: Promise<void>;
  /** Takes nothing more, finishes what runs, lets go of everything. */
  stop(): Promise<void>;
  /** Lets others take up at once what is still running here; for when there is no time left to finish it. */
  giveBack(): Promise<void>;
}

export interface AppOptions {
  log: Logger;
  /** Ends the app, also while it is still starting. */
  signal?: AbortSignal;
  /** Time limits towards Ngorder other than the client's own; for tests that can't wait. */
  ngorderLimits?: Partial<NgorderLimits>;
  /** How long what a killed process held is kept for it, other than the parts' own; for the same tests. */
  leaseMs?: number;
}

/**
 * Puts the parts together and runs them, as soon as Telegram can be reached.
 * @throws {StoreError} when the database can't be used, `GrammyError` when Telegram refuses the token,
 * {@link PortUnusable} when Telegram could hand nothing over,
 * the signal's reason when it is aborted before the bot runs
 */
export async function startApp(
  config: Config,
  { log, signal, ngorderLimits, leaseMs }: AppOptions,
): Promise<App> {
  const asked = new AbortController();
  const stopping = signal ? AbortSignal.any([asked.signal, signal]) : asked.signal;
  const holding = leaseMs === undefined ? {} : { leaseMs };
  const store = await openStore(config.database, config.secretKey, {
    log,
    waitMs: databaseWaitMs,
    signal: stopping,
  });
  const botId = Number.parseInt(config.botToken, 10);
  const inboxRows = createInboxRows(store, botId);
  const metrics = createMetrics(inboxRows.backlog);
  const ngorder = createNgorder({
    root: config.ngorderApiRoot,
    token: config.ngorderToken,
    ...(ngorderLimits && { limits: ngorderLimits }),
    onRequest: (request) => {
      metrics.ngorderRequest(request.endpoint, request.outcome, request.ms);
      log.debug(request, 'ngorder');
    },
  });
  await adoptRows(store, botId);
  const team = createTeam(store, botId);
  const shops = await openShops({
    store,
    botId,
    ngorder,
    token: config.ngorderToken,
    timeZone: config.timeZone,
    team,
    ownerIds: config.ownerIds,
    log,
    signal: stopping,
  });
  const wordings = loadWordings(config.locale);
  const chats = createChats(store, botId);
  const ledger = createLedger(store, botId, ({ request, act }) =>
    metrics.actEnded(request.kind, act.outcome?.kind ?? 'unknown'),
  );
  const wordingIn = createWordingIn(chats, shops, wordings);
  const codec = createCodec(buttonsOf(features), shops);
  const leases = createLeases(store);
  const moved = new Map<number, number>();
  const telegram = createTelegram({
    token: config.botToken,
    apiRoot: config.telegramApiRoot,
    log,
    onFlood: metrics.telegramFlood,
    async onGone(chat) {
      if (await chats.markGone(chat))
        log.info({ chat }, 'a chat is gone: what is for it waits until it is back');
    },
    async onMoved(from, to) {
      moved.set(from, to);
      await chats.migrate(from, to);
      log.info({ from, to }, 'a group has become a supergroup');
    },
  });
  const { api } = telegram;
  const transientDelay = createTransientDelay(() =>
    api.getMe(AbortSignal.timeout(telegramMs) as never),
  );
  const spoolFolder = spoolFolderOf(config);
  const exports = createExportDelivery({
    api,
    team,
    shops,
    rows: createExportRows(store, botId),
    leases,
    wordingIn,
    codec,
    spoolFolder,
    log,
    transientDelay,
    ...holding,
  });
  const screen = createRequestMessages({
    ledger,
    leases,
    team,
    api,
    chats,
    wordingIn,
    codec,
    log,
    transientDelay,
    ...holding,
  });
  const actWorkers = createActWorkers({
    ledger,
    leases,
    shops,
    team,
    leaseMs: ngorder.limits.actMs * 2,
    onTrouble: (error, request) =>
      log.error({ err: error, request }, 'an act could not be moved on'),
  });
  const sweeper = createSweeper({ store, leases, log });

  const { bot, handle } = createBot(telegram, {
    shops,
    ledger,
    team,
    chats,
    conversationStates: createConversationStates(store, botId, log),
    codec,
    exports,
    wordings,
    log,
    onHandled: metrics.updateHandled,
  });
  let running = false;
  const webhook = config.webhook && {
    ...config.webhook,
    path: new URL(config.webhook.url).pathname,
    secret: config.webhook.secret ?? store.sealing.derive('webhook secret'),
    async accept(update: Update) {
      // Until then it couldn't be handled; Telegram repeats it.
      if (!running) throw new Error('The bot is starting or stopping');
      await inbox.accept([update]);
    },
  };
  const readiness = createReadiness({
    backlog: inboxRows.backlog,
    trouble: () => store.health.trouble,
    isRunning: () => running,
  });
  let server: HttpServer | undefined;
  try {
    server = await listenIfNeeded(createServer({ readiness, metrics, log, webhook }), config, log);
    await Promise.all([sweepSpool(spoolFolder), sweepDeadSpools()]);
    const reached = <T>(ask: () => Promise<T>) => untilReached(ask, log, stopping);
    bot.botInfo = await reached(() => api.getMe(stopping as never));
    if (webhook === undefined) {
      await reached(() => api.deleteWebhook({}, stopping as never)).catch((error: unknown) => {
        // The token is good by now: a webhook that stays would be told of while polling.
        if (!isRefusal(error)) throw error;
        log.warn({ err: error }, 'a former webhook could not be taken off');
      });
    }
    await Promise.race([shops.named, sleep(shopNameMs, undefined, { ref: false })]);
  } catch (error) {
    await server?.close();
    await store.close();
    throw error;
  }

  publishCommands(api, commandsOf(features), wordings, config.locale).catch((error: unknown) =>
    log.warn({ err: error }, 'the command menu could not be published'),
  );

  const earlyAnswers = createEarlyAnswers({ api, stillWaits: inboxRows.stillWaits, log });
  const inbox = createInbox({
    rows: inboxRows,
    membersAmong: team.membersAmong,
    onStored: earlyAnswers.watch,
    async handle(update, changes, waitedMs) {
      earlyAnswers.begin(update);
      await handle(update, changes, waitedMs);
      moveChanges(changes, moved);
    },
    async onSetAside(update) {
      metrics.updateSetAside(kindOf(update));
      await apologize(update, { api, wordingIn, log });
    },
    onUnreadable: () => metrics.updateSetAside('undecipherable'),
    log,
    transientDelay,
    ...holding,
  });
  inbox.start();
  for (const worker of actWorkers) worker.start();
  screen.start();
  exports.start();
  sweeper.start();
  running = true;
  log.info({ bot: bot.botInfo.username }, 'the bot is running');

  const poller = { leases, name: `poller:${botId}`, log, ...holding };
  const receiving =
    webhook === undefined
      ? asSoleHolder(poller, stopping, (signal) => poll({ api, accept: inbox.accept, log }, signal))
      : receiveByWebhook(
          () => untilReached(() => registerWebhook(api, webhook, stopping), log, stopping),
          stopping,
        );
  const done = receiving.finally(async () => {
    running = false;
    earlyAnswers.stop();
    await server?.close();
    // Side by side: what is stuck in one must not keep another from telling its chats.
    await Promise.all([
      inbox.stop(),
      exports.stop(),
      ...actWorkers.map((worker) => worker.stop()),
      sweeper.stop(),
    ]);
    await screen.stop();
    await store.close();
  });
  return {
    done,
    async stop() {
      asked.abort();
      await done;
    },
    async giveBack() {
      await Promise.all([leases.releaseAll(), inbox.giveBack()]);
    },
  };
}

/** Without a webhook nobody has to reach the bot: then it runs without its health pages rather than not at all. */
async function listenIfNeeded(
  app: ReturnType<typeof createServer>,
  { port, webhook }: Config,
  log: Logger,
): Promise<HttpServer | undefined> {
  try {
    const server = await listen(app, port);
    log.info({ port: server.port }, 'listening');
    return server;
  } catch (error) {
    if (webhook !== undefined || !(error instanceof PortUnusable)) throw error;
    log.warn({ err: error }, 'the bot runs without its health pages and numbers');
    return undefined;
  }
}

function spoolFolderOf({ database }: Config): string {
  return database.kind === 'sqlite'
    ? join(dirname(database.path), 'spool')
    : spoolFolderOfProcess();
}
