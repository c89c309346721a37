import { conversations } from '@grammyjs/conversations';
import type { Bot, Context } from 'grammy';
import type { Telegram } from '../telegram/client.ts';
import { pressAnswering } from './callbacks/answer-deadline.ts';
import type { BotContext, BotParts } from './context.ts';
import { onlyExternalCalls } from './conversations/only-external.ts';
import { conversationStorage } from './conversations/storage.ts';
import { access } from './features/access.ts';
import { acts } from './features/acts.ts';
import { askOrderConversation, cancel } from './features/cancel.ts';
import { askDatesConversation, canceled } from './features/canceled.ts';
import { exporting } from './features/export.ts';
import { fallback } from './features/fallback.ts';
import { groupMigration, groups } from './features/groups.ts';
import { createMenus } from './features/main-menu.ts';
import { start } from './features/start.ts';
import { errorBoundary } from './middleware/error-boundary.ts';
import { leavingByCommand } from './middleware/leave-conversation.ts';
import { situation } from './middleware/request-context.ts';
import { named, passageLog } from './middleware/update-logger.ts';

/** The bot, assembled in the order in which an update passes through it. */
export function createBot(telegram: Telegram, parts: BotParts): Bot<BotContext> {
  const bot = telegram.createBot<BotContext>();
  const menus = createMenus(parts);

  bot.use(passageLog(parts));
  bot.use(situation(parts));
  bot.use(pressAnswering(parts));
  bot.use(errorBoundary(parts));
  bot.use(named('group migration', groupMigration(parts)));
  bot.use(named('access', access(parts)));
  bot.use(named('groups', groups(parts)));
  bot.use(
    conversations<BotContext, Context>({
      ...conversationStorage(parts),
      plugins: [onlyExternalCalls],
    }),
  );
  bot.use(leavingByCommand());
  bot.use(named('main menu', menus.main));
  bot.use(named('asking an order', askOrderConversation(parts)));
  bot.use(named('asking dates', askDatesConversation(parts)));

  bot.use(named('start', start(parts, menus)));
  bot.use(named('acts', acts(parts)));
  bot.use(named('cancel', cancel(parts)));
  bot.use(named('canceled', canceled(parts)));
  bot.use(named('export', exporting(parts)));
  bot.use(named('fallback', fallback()));
  return bot;
}
