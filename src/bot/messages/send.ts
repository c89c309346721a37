import type { MaybeInaccessibleMessage } from 'grammy/types';
import type { Place } from '../../orders/requests/states.ts';
import { cannotBeEdited } from '../../telegram/errors.ts';
import type { BotContext } from '../context.ts';
import type { Screen } from '../views/message-view.ts';

/** Where a new message goes: into the topic of the update, in groups as an answer to the person's message. */
export function replyPlace(ctx: BotContext) {
  const message = ctx.message ?? ctx.callbackQuery?.message;
  const answered = ctx.audience.inGroup ? message?.message_id : undefined;
  return {
    ...(message && inTopicOf(message)),
    ...(answered && {
      reply_parameters: { message_id: answered, allow_sending_without_reply: true },
    }),
  };
}

/** What keeps a new message in the topic of another; nothing outside topics, where threads have numbers too. */
export function inTopicOf(message: MaybeInaccessibleMessage): { message_thread_id?: number } {
  const thread = message.is_topic_message ? message.message_thread_id : undefined;
  return thread === undefined ? {} : { message_thread_id: thread };
}

/** Sends a screen as a new message. Returns its ID. */
export async function send(ctx: BotContext, { text, keyboard }: Screen): Promise<number> {
  const sent = await ctx.reply(text, {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...replyPlace(ctx),
    ...(keyboard.length > 0 && { reply_markup: { inline_keyboard: keyboard } }),
  });
  return sent.message_id;
}

/**
 * Shows a screen where the person pressed, or as a new message: a menu stays where it is, for its next press.
 * Returns the ID of the message that shows it.
 */
export async function show(ctx: BotContext, screen: Screen): Promise<number> {
  const pressed = ctx.callbackQuery?.message;
  if (pressed === undefined || ctx.press === undefined) return send(ctx, screen);
  try {
    await ctx.editMessageText(screen.text, {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: screen.keyboard },
    });
    return pressed.message_id;
  } catch (error) {
    if (cannotBeEdited(error)) return send(ctx, screen);
    throw error;
  }
}

/** Where an action is asked: this chat, its topic and, when a button was pressed, that message. */
export function placeOf(ctx: BotContext): Place {
  const message = ctx.msg;
  if (ctx.chatId === undefined) throw new Error('An action can only be asked in a chat');
  return {
    chatId: ctx.chatId,
    threadId: message?.is_topic_message ? message.message_thread_id : undefined,
    messageId: ctx.callbackQuery?.message?.message_id,
  };
}
