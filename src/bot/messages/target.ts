import type { MaybeInaccessibleMessage } from 'grammy/types';
import type { BotContext } from '../context.ts';

/** Where a new message goes. */
export interface MessageTarget {
  chatId: number;
  /** Undefined outside topics. */
  topic?: number | undefined;
  /** The message that it answers, if that still stands there. */
  replyTo?: number | undefined;
}

/** The topic that a message stands in; undefined outside topics, where threads have numbers too. */
export function topicOf(message: MaybeInaccessibleMessage | undefined): number | undefined {
  return message?.is_topic_message ? message.message_thread_id : undefined;
}

/**
 * Where an update is answered: in its topic, in groups as an answer to the person's message.
 * @throws for an update without a chat: none of them gets as far as an answer
 */
export function targetOf(ctx: BotContext): MessageTarget {
  if (ctx.chatId === undefined) throw new Error('Nothing can be sent without a chat');
  const message = ctx.message ?? ctx.callbackQuery?.message;
  return {
    chatId: ctx.chatId,
    topic: topicOf(message),
    replyTo: ctx.audience.inGroup ? message?.message_id : undefined,
  };
}

/** A target as the Bot API takes it, besides the chat. */
export function targetOptions({ topic, replyTo }: Omit<MessageTarget, 'chatId'>) {
  return {
    ...(topic !== undefined && { message_thread_id: topic }),
    ...(replyTo !== undefined && {
      reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
    }),
  };
}
