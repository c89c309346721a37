import type { MiddlewareFn } from 'grammy';
import { heardKey } from '../../store/tables/conversations.ts';
import type { BotContext, BotParts } from '../context.ts';

/** Telegram lets people edit a message for two days; what comes later is no second thought about a command. */
const longestEditSeconds = 48 * 3600;

/**
 * A message that was edited counts as written anew, so that a command with a slip in it can be mended; it is carried out
 * once. Telegram tells of an edit also when nobody has touched the text: then it asks for nothing.
 */
export function editedMessages({
  conversationStates,
}: Pick<BotParts, 'conversationStates'>): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { message } = ctx;
    const text = message?.text ?? message?.caption;
    if (message === undefined) return next();
    const isEdit = message.edit_date !== undefined;
    if (text === undefined) return isEdit ? undefined : next();
    const key = heardKey(message.chat.id, message.message_id);
    if (isEdit) {
      const age = (message.edit_date ?? 0) - message.date;
      if (age > longestEditSeconds || (await conversationStates.read(key)) === text) return;
    }
    if (isHeard(ctx)) ctx.unitOfWork.heard.set(key, text);
    await next();
  };
}

/** In groups most of what people write is for each other. */
function isHeard({ audience, command, message, me }: BotContext): boolean {
  return (
    !audience.inGroup || command !== undefined || message?.reply_to_message?.from?.id === me.id
  );
}
