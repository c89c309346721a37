import type { Chat, Message, MessageEntity, Update, User } from 'grammy/types';

/** An update as Telegram sends it when a person writes in their private chat with the bot. */
export function messageUpdate(updateId: number, person: number, text: string): Update {
  const command = /^\/\w+/.exec(text)?.[0];
  const entities: MessageEntity[] | undefined =
    command === undefined
      ? undefined
      : [{ type: 'bot_command', offset: 0, length: command.length }];
  return {
    update_id: updateId,
    message: {
      message_id: updateId,
      date: Math.floor(Date.now() / 1000),
      chat: privateChat(person),
      from: userOf(person),
      text,
      ...(entities && { entities }),
    },
  };
}

/** The same when they press a button of a message. */
export function pressUpdate(updateId: number, message: Message.TextMessage, data: string): Update {
  const { id: person } = message.chat;
  return {
    update_id: updateId,
    callback_query: {
      id: String(updateId),
      from: userOf(person),
      message,
      chat_instance: String(person),
      data,
    },
  };
}

export function privateChat(person: number): Chat.PrivateChat {
  return { id: person, type: 'private', first_name: 'Sari' };
}

function userOf(person: number): User {
  return { id: person, is_bot: false, first_name: 'Sari', language_code: 'en' };
}
