import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import { later } from '../background/later.ts';
import type { Config } from '../config.ts';
import type { NgorderLimits } from '../ngorder/limits.ts';
import type { DatabaseClock } from '../store/clock.ts';
import { openHttp } from './http.ts';
import { openInfrastructure } from './infrastructure.ts';
import { offerOwnership } from './ownership.ts';
import { receiveUpdates, webhookOf } from './receiving.ts';
import { introduceBot, linkTelegram, publishBot } from './telegram.ts';
import { createUpdates } from './updates.ts';
import { createWorkers, inOne } from './workers.ts';

/** Nobody waits longer than this for a name. */
const shopNameMs = 2000;
/** Who pressed Undo while the bot was away is heard before anything that was held leaves. */
const heardFirstMs = 5000;
/** What nobody waits for begins this long after the bot runs. */
const laterMs = 300;

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
  /** Told of each secret that the app comes to know: it must stand in no line of the log. */
  redact?: (secret: string) => void;
  /** How long what a killed process held is kept for it, other than the parts' own; for the same tests. */
  leaseMs?: number;
  /** How long deletes are held back after their Yes, in place of what shops choose; for the same tests. */
  deleteGraceMs?: number;
  /** In place of the database's own clock; for tests that let days pass. */
  clock?: DatabaseClock;
  /** In place of the process's clock where days are told apart; for tests that speak of "last month". */
  now?: () => Date;
  /** The most bytes of one file of an export; for the same tests. */
  exportFileBytes?: number;
}

/**
 * Puts the parts together and runs them, as soon as Telegram can be reached. What was opened is closed in reverse, when
 * the bot stops as well as when it can't start.
 * @throws {StoreError} when the database can't be used, `GrammyError` when Telegram refuses the token,
 * {@link PortUnusable} when Telegram could hand nothing over,
 * the signal's reason when it is aborted before the bot runs
 */
export async function startApp(config: Config, options: AppOptions): Promise<App> {
  const { log, signal, ngorderLimits, redact = () => undefined, leaseMs, deleteGraceMs } = options;
  const asked = new AbortController();
  const stopping = signal ? AbortSignal.any([asked.signal, signal]) : asked.signal;
  const common = { log, ...(leaseMs !== undefined && { leaseMs }) };
  const { exportFileBytes } = options;
  const files = exportFileBytes !== undefined && { exportFileBytes };
  await using starting = new AsyncDisposableStack();

  const limits = ngorderLimits && { ngorderLimits };
  const opening = {
    log,
    signal: stopping,
    redact,
    deleteGraceMs,
    clock: options.clock,
    now: options.now,
    ...limits,
  };
  const infrastructure = await openInfrastructure(config, opening, starting);
  const { seeded, leases, ledger } = infrastructure;
  // Whoever asks for the shop meanwhile would go on with a database that is closed.
  starting.defer(() => asked.abort());

  const link = linkTelegram(config, infrastructure, log);
  const workers = createWorkers(config, infrastructure, link, { ...common, ...files });
  const { acts, exports, searches, requestMessages, runs } = workers;
  const { digests, sweeper, keyRenewal, shopWatch } = workers;
  const isAlone = config.database.kind === 'sqlite';
  const updates = createUpdates(infrastructure, link, { ...common, exports, searches, isAlone });
  const { bot, inbox, queuedAnswers } = updates;
  const publishing = {
    start: () =>
      void publishBot(link, { ...infrastructure, ...updates }, { log, signal: stopping }),
    stop: async () => undefined,
  };
  const background = inOne(
    [
      inbox,
      ...acts,
      exports,
      searches,
      runs.questions,
      runs.notices,
      ...[digests, sweeper, keyRenewal, shopWatch, publishing].map((work) => later(work, laterMs)),
    ],
    requestMessages,
    runs.messages,
  );
  starting.defer(background.stop);

  let isRunning = false;
  const webhook = webhookOf(config, infrastructure);
  const accept = async (update: Update): Promise<void> => {
    // Until then it couldn't be handled; Telegram repeats it.
    if (!isRunning) throw new Error('The bot is starting or stopping');
    await inbox.accept([update]);
  };
  const server = await openHttp(infrastructure, {
    address: config.listen,
    webhook: webhook && { ...webhook, accept },
    isRunning: () => isRunning,
    log,
  });
  starting.defer(() => server?.close());

  await workers.clearSpool();
  const isPolling = webhook === undefined;
  bot.botInfo = await introduceBot(link, { isPolling, log, signal: stopping });
  await Promise.race([seeded.named, sleep(shopNameMs, undefined, { ref: false })]);
  await offerOwnership(infrastructure, bot.botInfo.username, log);

  await ledger.extendHolds(heardFirstMs);
  background.start();
  isRunning = true;
  starting.defer(() => {
    isRunning = false;
    queuedAnswers.stop();
  });
  log.info({ bot: bot.botInfo.username }, 'the bot is running');

  const running = starting.move();
  const receiving = { ...common, webhook, accept: inbox.accept };
  const done = receiveUpdates(infrastructure, link, receiving, stopping).finally(() =>
    running.disposeAsync(),
  );
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
