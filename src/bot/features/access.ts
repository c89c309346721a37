// Nobody but the team gets further than this: a polite refusal in private, silence in groups, an alert on a press.

import type { MiddlewareFn } from 'grammy';
import type { BotContext, BotParts } from '../context.ts';
import { alert, replyWith } from '../messages/send.ts';
import { isGroup } from '../messages/target.ts';

export function access({ team }: Pick<BotParts, 'team'>): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { id } = ctx.person;
    if (await team.isMember(id)) return next();
    if (ctx.callbackQuery) await alert(ctx, 'refused-press');
    else if (ctx.message && !isGroup(ctx.chatId))
      await replyWith(ctx, 'refused-private', { id: String(id) });
  };
}

/** A press that comes from outside of any chat, or from a shop that this bot doesn't have, leads nowhere. */
export function presses(): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    if (ctx.callbackQuery === undefined) return next();
    if (ctx.chatId === undefined) return alert(ctx, 'press-without-chat');
    if (ctx.isShopGone) return alert(ctx, 'shop-gone');
    await next();
  };
}
