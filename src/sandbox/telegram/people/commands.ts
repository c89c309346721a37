import { commandsKey, type Scope } from '../bot-api/commands.ts';
import type { BotCommand, User } from '../types.ts';
import type { KeptChat } from '../world/chats.ts';
import type { World } from '../world/world.ts';
import { findChat, findPerson } from './find.ts';

/**
 * The commands that a person's app offers in a chat: those of the first list that isn't empty, the narrowest
 * scope first, in each scope the person's language before none (Bot API reference, "Determining list of
 * commands").
 */
export function commandsFor(world: World, chatId: number, personId: number): BotCommand[] {
  const chat = findChat(world, chatId);
  const { id, language_code } = findPerson(world, personId);
  const languages = language_code === undefined ? [''] : [language_code, ''];
  for (const scope of scopesFor(chat, id)) {
    for (const language of languages) {
      const commands = world.commands.get(commandsKey(scope, language));
      if (commands) return commands;
    }
  }
  return [];
}

function scopesFor(chat: KeptChat, user_id: User['id']): Scope[] {
  const here = { chat_id: String(chat.info.id) };
  const isAdministrator = chat.isAdministrator(user_id);
  if (chat.info.type === 'private')
    return [{ type: 'chat', ...here }, { type: 'all_private_chats' }, { type: 'default' }];
  return [
    { type: 'chat_member', ...here, user_id },
    ...(isAdministrator ? [{ type: 'chat_administrators', ...here }] : []),
    { type: 'chat', ...here },
    ...(isAdministrator ? [{ type: 'all_chat_administrators' }] : []),
    { type: 'all_group_chats' },
    { type: 'default' },
  ];
}
