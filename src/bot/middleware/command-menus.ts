import type { MiddlewareFn } from 'grammy';
import type { BotContext, BotParts } from '../context.ts';
import { isOut } from './request-context.ts';

/**
 * Sees to it that a slash offers each member of the team what they may do, in the language of the chat: theirs once they
 * are heard of there, everybody's once the bot comes in or speaks another language. Nobody waits for it.
 */
export function commandMenus({
  commandMenus: menus,
}: Pick<BotParts, 'commandMenus'>): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const before = ctx.locale;
    await next();
    const { chat, person, locale, myChatMember } = ctx;
    if (chat === undefined || chat.type === 'channel' || isOut(myChatMember?.new_chat_member))
      return;
    const isForAll = locale !== before || myChatMember !== undefined;
    void (isForAll ? menus.keepUpAll(chat.id, locale) : menus.keepUp(chat.id, person.id, locale));
  };
}
