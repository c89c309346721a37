/** The bot's question that a person is to answer, as Telegram's apps determine it. */
import type { ForceReply } from 'grammy/types';
import type { Message, User } from '../world/telegram.ts';

/** A message that asks for a reply. */
export type ForceReplyMessage = Message & { reply_markup: ForceReply };

/**
 * The newest message that forces a reply from this person, if they haven't written since. A
 * selective one is for those mentioned in it and the author of the message it replies to (Bot API
 * reference, ForceReply).
 */
export function openQuestion(
  messages: readonly Message[],
  person: User,
): ForceReplyMessage | undefined {
  for (const message of messages.toReversed()) {
    if (message.from?.id === person.id) return undefined;
    if (asksForReply(message) && isMeantFor(message, person)) return message;
  }
  return undefined;
}

export function asksForReply(message: Message): message is ForceReplyMessage {
  return message.reply_markup !== undefined && 'force_reply' in message.reply_markup;
}

function isMeantFor(question: ForceReplyMessage, person: User): boolean {
  if (question.reply_markup.selective !== true) return true;
  return question.reply_to_message?.from?.id === person.id || mentions(question, person);
}

function mentions(message: Message, person: User): boolean {
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  return entities.some((entity) => {
    if (entity.type === 'text_mention') return entity.user.id === person.id;
    if (entity.type !== 'mention' || person.username === undefined) return false;
    const mentioned = text.slice(entity.offset + 1, entity.offset + entity.length);
    return mentioned.toLowerCase() === person.username.toLowerCase();
  });
}
