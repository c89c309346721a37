import type { MiddlewareFn } from 'grammy';
import type { BotContext } from '../context.ts';

/** A command ends the question that waits for this person's answer: who types a command is doing something else. */
export function leaveConversation(): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    if (ctx.command !== undefined) {
      ctx.leftQuestion = Object.keys(ctx.conversation.active()).length > 0;
      await ctx.conversation.exitAll();
    }
    await next();
  };
}
