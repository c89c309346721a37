import { conversations } from '@grammyjs/conversations';
import { Bot, type BotConfig, type Context } from 'grammy';
import type { BotContext, BotParts } from './context.ts';
import { conversationStorage } from './conversation-storage.ts';
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
import { leavingByCommand } from './middleware/leaving.ts';
import { pressAnswering } from './middleware/press-answering.ts';
import { situation } from './middleware/situation.ts';

/** The bot, assembled in the order in which an update passes through it. */
export function createBot(
  token: string,
  client: NonNullable<BotConfig<BotContext>['client']>,
  parts: BotParts,
): Bot<BotContext> {
  const bot = new Bot<BotContext>(token, { client });
  const menus = createMenus(parts);

  bot.use(situation(parts));
  bot.use(pressAnswering(parts));
  bot.use(errorBoundary(parts));
  bot.use(groupMigration(parts));
  bot.use(access(parts));
  bot.use(groups(parts));
  bot.use(conversations<BotContext, Context>(conversationStorage(parts)));
  bot.use(leavingByCommand());
  bot.use(menus.main);
  bot.use(askOrderConversation(parts));
  bot.use(askDatesConversation(parts));

  bot.use(start(parts, menus));
  bot.use(acts(parts));
  bot.use(cancel(parts));
  bot.use(canceled(parts));
  bot.use(exporting(parts));
  bot.use(fallback());
  return bot;
}
