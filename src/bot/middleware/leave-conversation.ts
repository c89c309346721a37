import type { MiddlewareFn } from 'grammy';
import type { BotContext } from '../context.ts';

/** A command ends the question that waits for this person's answer: who types a command is doing something else. */
export function leavingByCommand(): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    if (startsWithOwnCommand(ctx)) {
      ctx.leftQuestion = Object.keys(ctx.conversation.active()).length > 0;
      await ctx.conversation.exitAll();
    }
    await next();
  };
}

function startsWithOwnCommand({ message, me }: BotContext): boolean {
  const command = message?.entities?.find(
    ({ type, offset }) => type === 'bot_command' && offset === 0,
  );
  if (command === undefined) return false;
  const [, addressee] = (message?.text ?? '').slice(0, command.length).split('@');
  return addressee === undefined || addressee.toLowerCase() === me.username.toLowerCase();
}
