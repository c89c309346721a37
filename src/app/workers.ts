import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import type { Startable } from '../background/later.ts';
import { createDigestWorker } from '../bot/background/digests/digest-worker.ts';
import { createExportDelivery } from '../bot/background/exports/export-worker.ts';
import { createFindJob } from '../bot/background/finding/find-job.ts';
import { createSearchWorker } from '../bot/background/finding/search-worker.ts';
import { createStatisticsJob } from '../bot/background/finding/statistics-job.ts';
import { sendLostKeyNotice } from '../bot/background/lost-key-notice.ts';
import { createRequestMessages } from '../bot/background/request-messages.ts';
import { createManyQuestions } from '../bot/background/runs/many-questions.ts';
import { createRunMessages } from '../bot/background/runs/run-messages.ts';
import { createRunNotices } from '../bot/background/runs/run-notices.ts';
import { createShopWatch } from '../bot/background/shops/shop-watch.ts';
import type { Config } from '../config.ts';
import { createDigests } from '../orders/digest/digest.ts';
import { sweepSpools } from '../orders/export/sweep-spools.ts';
import { createActWorkers } from '../orders/requests/act-workers.ts';
import { createDigestRows } from '../store/digests/digest-rows.ts';
import { createKeyRenewal } from '../store/encryption/key-renewal.ts';
import { createCancellations } from '../store/requests/cancellations.ts';
import { createSweeper } from '../store/retention/sweeper.ts';
import { createExportRows } from '../store/tables/exports.ts';
import { createSearchRows } from '../store/tables/searches.ts';
import { keptOrdersMs } from '../team/shop-settings.ts';
import { downloadFile } from '../telegram/download-file.ts';
import type { Infrastructure } from './infrastructure.ts';
import type { TelegramLink } from './telegram.ts';

export interface WorkersOptions {
  log: Logger;
  /** How long what a killed process held is kept for it, other than the parts' own. */
  leaseMs?: number;
  /** The most bytes of one file of an export, other than what a bot may send. */
  exportFileBytes?: number;
}

/** What works in the background: acts, the messages that show them, Excels, and the removal of old rows. */
export function createWorkers(
  config: Config,
  { store, botId, ngorderLimits, ledger, leases, ...known }: Infrastructure,
  { api, transientDelay }: TelegramLink,
  { log, ...holding }: WorkersOptions,
) {
  const {
    shops,
    shopRows,
    places,
    refunds,
    refundDiscovery,
    team,
    shopSettings,
    chats,
    selections,
    localizerIn,
    codec,
    activity,
    bulk,
  } = known;
  const fileAddress = { apiRoot: config.telegramApiRoot, token: config.botToken };
  const spoolFolder = spoolFolderOf(config);
  const searchRows = createSearchRows(store, botId);
  const showing = { leases, api, localizerIn, codec, log, transientDelay, ...holding };
  return {
    acts: createActWorkers({
      ledger,
      leases,
      shops,
      team,
      bulk,
      leaseMs: ngorderLimits.actMs * 2,
      onTrouble: (error, request) =>
        log.error({ err: error, request }, 'an act could not be moved on'),
    }),
    requestMessages: createRequestMessages({
      ...showing,
      ledger,
      refunds,
      team,
      shopSettings,
      chats,
    }),
    runs: {
      questions: createManyQuestions({
        ...showing,
        ledger,
        selections,
        searches: searchRows,
        shops,
        team,
        fetchFile: (fileId, options) => downloadFile(api, fileAddress, fileId, options),
      }),
      messages: createRunMessages({ ...showing, ledger, team, chats }),
      notices: createRunNotices({ ledger, shops, team, api, localizerIn, log }),
    },
    exports: createExportDelivery({
      ...showing,
      team,
      shops,
      rows: createExportRows(store, botId),
      activity,
      cancellations: createCancellations(store, botId),
      searches: searchRows,
      selections,
      refunds,
      refundDiscovery,
      spoolFolder,
    }),
    searches: createSearchWorker({
      ...showing,
      team,
      shops,
      rows: searchRows,
      jobs: {
        orders: createFindJob(ledger),
        statistics: createStatisticsJob({ ledger, refunds, refundDiscovery, team }),
      },
    }),
    shopWatch: createShopWatch({ ...showing, rows: shopRows, shops, team, activity }),
    digests: createDigestWorker({
      ...showing,
      rows: createDigestRows(store, botId),
      digests: createDigests({ store, botId, ledger, refunds }),
      shops,
      places,
      team,
    }),
    sweeper: createSweeper({
      store,
      leases,
      log,
      ordersKeptMs: async (shop) => keptOrdersMs(await shopSettings.of(shop)),
    }),
    keyRenewal: createKeyRenewal({
      store,
      leases,
      log,
      onLost: () => sendLostKeyNotice({ shopRows, team, api, localizerIn, log }),
    }),
    /** Removes the files that a killed process left. To be called before anything is started. */
    clearSpool: () => sweepSpools(spoolFolder, { alone: config.database.kind === 'sqlite' }),
  };
}

function spoolFolderOf({ database }: Config): string {
  return database.kind === 'sqlite' ? join(dirname(database.path), 'spool') : tmpdir();
}

/**
 * Makes one of many. Stopping it stops those in `working` side by side, so that what is stuck in one keeps no other from
 * telling its chats, and then `showing`, which has all their results by then. Before the start there is nothing to stop.
 */
export function inOne(working: readonly Startable[], ...showing: Startable[]): Startable {
  let isStarted = false;
  return {
    start() {
      isStarted = true;
      for (const worker of [...working, ...showing]) worker.start();
    },
    async stop() {
      if (!isStarted) return;
      await Promise.all(working.map((worker) => worker.stop()));
      await Promise.all(showing.map((worker) => worker.stop()));
    },
  };
}
