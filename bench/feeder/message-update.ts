import type { MessageEntity, Update } from 'grammy/types';

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
      chat: { id: person, type: 'private', first_name: 'Sari' },
      from: { id: person, is_bot: false, first_name: 'Sari', language_code: 'en' },
      text,
      ...(entities && { entities }),
    },
  };
}
