// The same bot behind our inbox: what storing every update and keeping every chat in order costs.

import { readConfig, secretsOf } from '../../src/config.ts';
import { createInbox } from '../../src/delivery/inbox.ts';
import { runAsLeader } from '../../src/delivery/leader.ts';
import { poll } from '../../src/delivery/polling.ts';
import { createLog } from '../../src/log.ts';
import { createRedaction } from '../../src/privacy/redaction.ts';
import { createInboxRows } from '../../src/store/inbox/inbox.ts';
import { openStore } from '../../src/store/store.ts';
import { createLeases } from '../../src/store/tables/leases.ts';
import { createTelegram } from '../../src/telegram/client.ts';
import { echoing } from './echo.ts';

const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort());

const config = readConfig(process.env);
const log = createLog(config.logLevel, createRedaction(secretsOf(config)));
const store = await openStore(config.database, config.secretKey);
const telegram = createTelegram({
  token: config.botToken,
  apiRoot: config.telegramApiRoot,
  log,
});
const bot = echoing(telegram.createBot());
await bot.init();
const botId = bot.botInfo.id;
const leases = createLeases(store);
const inbox = createInbox({
  rows: createInboxRows(store, botId),
  membersAmong: async (ids) => new Set(ids),
  handle: (update) => bot.handleUpdate(update),
  onDeadLetter: async ({ update_id }) =>
    log.error({ update: update_id }, 'an update was set aside'),
  log,
});
inbox.start();
await runAsLeader({ leases, name: `poller:${botId}`, log }, stopping.signal, (signal) =>
  poll({ api: bot.api, accept: inbox.accept, log }, signal),
);
await inbox.stop();
await store.close();
