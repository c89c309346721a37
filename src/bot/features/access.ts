// Nobody but the team gets further than this: a polite refusal in private, an alert on a press, and in the team's groups an
// offer to ask for it.

import type { MiddlewareFn } from 'grammy';
import { isFlood } from '../../telegram/errors.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { isGroup } from '../messages/is-group.ts';
import { alert, replyWith } from '../messages/send.ts';
import { isUse } from '../middleware/group-members.ts';
import { createJoinOffers } from './join-requests.ts';

export function access({
  team,
  commandMenus,
  membership,
  places,
  ...known
}: Pick<
  FeatureParts,
  'team' | 'commandMenus' | 'membership' | 'places' | 'chats' | 'commands'
>): MiddlewareFn<BotContext> {
  const offer = createJoinOffers(known);
  return async (ctx, next) => {
    if (ctx.isMember || (await team.isMember(ctx.person.id))) {
      await membership.note(ctx.person);
      const { place, shop, isUnbound } = ctx;
      if (place?.inGroup && !isUnbound && isUse(ctx)) await places.settle(place, shop.id);
      return next();
    }
    if (ctx.message && ctx.chatId !== undefined)
      void commandMenus.withdraw(ctx.chatId, ctx.person.id);
    const answer = async () => {
      await refuse(ctx);
      await offer(ctx);
    };
    await answer().catch((error: unknown) => {
      // Whoever floods the bot is not waited for.
      if (!isFlood(error)) throw error;
    });
  };
}

async function refuse(ctx: BotContext): Promise<void> {
  if (ctx.callbackQuery || ctx.command) await ctx.onRefused('stranger');
  if (ctx.callbackQuery) await alert(ctx, 'refused-press');
  else if (ctx.message && ctx.message.edit_date === undefined && !isGroup(ctx.chatId))
    await replyWith(ctx, 'refused-private', { id: String(ctx.person.id) });
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
