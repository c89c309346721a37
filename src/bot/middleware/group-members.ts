// Whoever uses the bot in a group whose people have a role by being in it has that role from then on, until they leave.

import type { MiddlewareFn } from 'grammy';
import type { BotContext, BotParts } from '../context.ts';

type Parts = Pick<BotParts, 'groupMembers'>;

/** Lets people in by their group. */
export function groupMembers({ groupMembers: members }: Parts): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { place, isUnbound, shop, person } = ctx;
    if (place?.inGroup && !isUnbound && isUse(ctx)) await members.admit(place, shop.id, person);
    await next();
  };
}

/** Telegram tells who leaves at once: what they have confirmed and was not sent yet is not sent then. */
export function leavingMembers({ groupMembers: members }: Parts): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { place, message, person } = ctx;
    const left = message?.left_chat_member;
    // Telegram names whoever took somebody out as the sender of the message that says so.
    const by = left?.id === person.id ? undefined : person;
    if (left && place?.inGroup) {
      await members.leave(place.chatId, left.id, by);
      // Perhaps by this group alone: whether they still are is to be asked anew.
      if (by === undefined) ctx.isMember = false;
    }
    await next();
  };
}

/** Somebody uses the bot: in groups most of what people write is for each other. */
export function isUse({ command, callbackQuery }: BotContext): boolean {
  return command !== undefined || callbackQuery !== undefined;
}
