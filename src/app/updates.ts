import type { Logger } from 'pino';
import { sendFailureNotice } from '../bot/background/failure-notice.ts';
import { createBot, features } from '../bot/bot.ts';
import { createQueuedAnswers } from '../bot/callbacks/answer-queued.ts';
import { createCommandMenus } from '../bot/command-menus.ts';
import type { Exports, Searches } from '../bot/context.ts';
import { withoutToken } from '../bot/conversations/token-question.ts';
import { commandsOf } from '../bot/feature.ts';
import { kindOf } from '../bot/middleware/update-logger.ts';
import { createInbox } from '../delivery/inbox.ts';
import { createOrigins } from '../store/activity/origins.ts';
import { moveChanges } from '../store/inbox/unit-of-work.ts';
import { createConversationStates } from '../store/tables/conversations.ts';
import type { Infrastructure } from './infrastructure.ts';
import type { TelegramLink } from './telegram.ts';

export interface UpdatesOptions {
  exports: Exports;
  searches: Searches;
  log: Logger;
  /** No other process stores updates in the same database. */
  isAlone: boolean;
  /** How long a process that falls silent keeps a chat, other than the inbox's own. */
  leaseMs?: number;
}

/** An update's way through the house: it is stored in the inbox, waits for its turn there, and is handled by the bot. */
export function createUpdates(
  { store, botId, inboxRows, metrics, ...known }: Infrastructure,
  { telegram, api, movedChats, transientDelay }: TelegramLink,
  { exports, searches, log, ...holding }: UpdatesOptions,
) {
  const {
    shops,
    ledger,
    refunds,
    refundDiscovery,
    team,
    membership,
    shopSettings,
    activity,
    history,
    forgetting,
    chats,
  } = known;
  const { codec, localizerFor, localizerIn } = known;
  const { selections } = known;
  const { chatSettings, joinRequests, groupMembers } = known;
  const { places, connections, redact, bulk } = known;
  const commands = commandsOf(features);
  const commandMenus = createCommandMenus({ api, commands, team, localizerFor, log });
  const conversationStates = createConversationStates(store, botId, log);
  const { bot, handle } = createBot(telegram, {
    shops,
    places,
    connections,
    redact,
    ledger,
    refunds,
    refundDiscovery,
    team,
    membership,
    shopSettings,
    activity,
    chatSettings,
    joinRequests,
    groupMembers,
    history,
    origins: createOrigins(store, botId),
    forgetting,
    chats,
    commandMenus,
    conversationStates,
    codec,
    exports,
    selections,
    searches,
    localizerFor,
    localizerIn,
    log,
    onHandled: metrics.updateHandled,
  });
  const queuedAnswers = createQueuedAnswers({ api, stillWaits: inboxRows.stillWaits, log });
  const inbox = createInbox({
    rows: inboxRows,
    membersAmong: team.membersAmong,
    onStored: queuedAnswers.watch,
    async handle(update, changes, waitedMs) {
      queuedAnswers.begin(update);
      const over = bulk.waitedFor();
      await handle(update, changes, waitedMs).finally(over);
      moveChanges(changes, movedChats);
    },
    withoutSecrets: (update) => withoutToken(update, { conversationStates }),
    async onDeadLetter(update) {
      metrics.deadLetter(kindOf(update));
      await sendFailureNotice(update, { api, localizerIn, log });
    },
    onUnreadable: () => metrics.deadLetter('undecipherable'),
    log,
    transientDelay,
    ...holding,
  });
  return { bot, inbox, queuedAnswers, commandMenus };
}
