import { conversations } from '@grammyjs/conversations';
import { Api, type Bot, Context } from 'grammy';
import type { Update } from 'grammy/types';
import type { UnitOfWork } from '../store/inbox/unit-of-work.ts';
import type { Telegram } from '../telegram/client.ts';
import { answerDeadline } from './callbacks/answer-deadline.ts';
import type { BotContext, BotParts } from './context.ts';
import { onlyExternalCalls } from './conversations/only-external.ts';
import { conversationStorage } from './conversations/storage.ts';
import { commandsOf, type Feature } from './feature.ts';
import { access, presses } from './features/access.ts';
import { activities } from './features/activity.ts';
import { anonymousSenders } from './features/anonymous.ts';
import { approvals } from './features/approvals.ts';
import { cancel } from './features/cancel.ts';
import { orderCard } from './features/card.ts';
import { settingChats } from './features/chat-settings.ts';
import { decisions } from './features/decisions.ts';
import { deletions } from './features/deleted/deleted.ts';
import { settingDigests } from './features/digest.ts';
import { fallback } from './features/fallback.ts';
import { finding } from './features/finding/find.ts';
import { forgettingPeople } from './features/forget.ts';
import { groupMigration, groups } from './features/groups.ts';
import { askingToJoin, joinRequesting } from './features/join-requests.ts';
import { joining } from './features/joining.ts';
import { dateRange } from './features/lists/dates.ts';
import { exporting } from './features/lists/export.ts';
import { exportingSets } from './features/lists/export-set.ts';
import { browsing } from './features/lists/list.ts';
import { many } from './features/many/many.ts';
import { followingRuns } from './features/many/runs.ts';
import { marking } from './features/many/select.ts';
import { undoingRuns } from './features/many/undo.ts';
import { reasonsOfCancels } from './features/reasons.ts';
import { refunding } from './features/refunds.ts';
import { revealing } from './features/reveal.ts';
import { settingShops } from './features/shop-settings.ts';
import { choosingShops } from './features/shops/choose.ts';
import { connecting, tokens } from './features/shops/connect.ts';
import { managingShops } from './features/shops/manage.ts';
import { unbinding } from './features/shops/unbind.ts';
import { opening } from './features/spoken/open-order.ts';
import { start } from './features/start.ts';
import { counting } from './features/statistics.ts';
import { teamwork } from './features/team.ts';
import { undoing } from './features/undo.ts';
import { inOrder } from './in-order.ts';
import { quietly } from './messages/quiet.ts';
import { commandMenus } from './middleware/command-menus.ts';
import { createDispatch } from './middleware/dispatch.ts';
import { editedMessages } from './middleware/edited-messages.ts';
import { errorBoundary } from './middleware/error-boundary.ts';
import { forgedPresses } from './middleware/forged-presses.ts';
import { groupMembers, leavingMembers } from './middleware/group-members.ts';
import { leaveConversation } from './middleware/leave-conversation.ts';
import { requestContext } from './middleware/request-context.ts';
import { named, updateLogger } from './middleware/update-logger.ts';

/** Everything that a person can do, in the order of the command menu and the help: a new feature is one line here. */
export const features: readonly Feature[] = [
  cancel,
  browsing,
  finding,
  orderCard,
  revealing,
  dateRange,
  opening,
  exporting,
  exportingSets,
  decisions,
  many,
  followingRuns,
  undoingRuns,
  deletions,
  undoing,
  approvals,
  marking,
  refunding,
  counting,
  reasonsOfCancels,
  teamwork,
  joinRequesting,
  settingChats,
  settingDigests,
  activities,
  forgettingPeople,
  settingShops,
  choosingShops,
  connecting,
  managingShops,
  unbinding,
  start,
];

export interface AssembledBot {
  bot: Bot<BotContext>;
  /**
   * Handles one update, which has waited for `waitedMs` milliseconds for its turn. What it changes in conversations and
   * settings goes into `unitOfWork`, to be committed together with the mark that the update is handled.
   * @throws what tells that Telegram could not be reached or the database not be used: it is to be handled again
   */
  handle(update: Update, unitOfWork: UnitOfWork, waitedMs: number): Promise<void>;
}

/** The bot, assembled in the order in which an update passes through it. */
export function createBot(
  telegram: Telegram,
  parts: BotParts,
  doing: readonly Feature[] = features,
): AssembledBot {
  const bot = telegram.createBot<BotContext>();
  const featureParts = { ...parts, commands: commandsOf(doing) };
  const dispatch = createDispatch(doing, featureParts);

  const middleware = inOrder<BotContext>(
    updateLogger(parts),
    named('group migration', groupMigration(parts)),
    answerDeadline(parts),
    requestContext(parts),
    errorBoundary(parts),
    forgedPresses(parts),
    leavingMembers(parts),
    named('anonymous senders', anonymousSenders(featureParts)),
    named('group members', groupMembers(parts)),
    named('joining', joining(parts)),
    named('join requests', askingToJoin(parts)),
    named('access', access(featureParts)),
    commandMenus(parts),
    named('presses', presses()),
    editedMessages(parts),
    named('groups', groups(featureParts)),
    conversations<BotContext, Context>({
      ...conversationStorage(),
      plugins: [onlyExternalCalls],
    }),
    leaveConversation(),
    named('tokens', tokens(featureParts)),
    dispatch.questions,
    dispatch.menus,
    dispatch.commandsAndButtons,
    named('fallback', fallback(featureParts)),
  );
  return {
    bot,
    async handle(update, unitOfWork, waitedMs) {
      // As grammY makes its contexts, with what belongs to this update alone.
      const api = new Api(bot.token, bot.api.options);
      api.config.use(...bot.api.config.installedTransformers());
      const ctx = new Context(update, api, bot.botInfo);
      const answers = [ctx.chatId, ctx.from?.id].filter((id) => id !== undefined);
      const { timeZone } = parts.shops;
      api.config.use(quietly({ chats: parts.chats, timeZone, answers }));
      await middleware(
        Object.assign(ctx, { unitOfWork, waitedMs }) as BotContext,
        async () => undefined,
      );
    },
  };
}
