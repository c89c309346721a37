/** Where the commands that a person sees in a chat may have been set. */
import { isAdministrator } from '../world/standing.ts';
import type { Chat, User } from '../world/telegram.ts';

/** One list of commands that a bot can set: for a scope, and in a language or in none. */
export interface CommandScope {
  scope: string;
  chat_id?: number;
  user_id?: number;
  language_code?: string;
}

/**
 * The lists in the order in which Telegram's apps look for one that isn't empty: the narrowest scope first, in
 * each scope the person's language before none (Bot API reference, "Determining list of commands").
 */
export function commandScopes(chat: Chat, person: User): CommandScope[] {
  const here = { chat_id: chat.id };
  const scopes: CommandScope[] =
    chat.type === 'private'
      ? [{ scope: 'chat', ...here }, { scope: 'all_private_chats' }]
      : [
          { scope: 'chat_member', ...here, user_id: person.id },
          ...(isAdministrator(chat, person.id) ? [{ scope: 'chat_administrators', ...here }] : []),
          { scope: 'chat', ...here },
          ...(isAdministrator(chat, person.id) ? [{ scope: 'all_chat_administrators' }] : []),
          { scope: 'all_group_chats' },
        ];
  scopes.push({ scope: 'default' });
  const { language_code } = person;
  if (language_code === undefined) return scopes;
  return scopes.flatMap((scope) => [{ ...scope, language_code }, scope]);
}
