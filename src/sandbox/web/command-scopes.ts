/** Where the commands that a person sees in a chat may have been set. */
import type { Chat, User } from './telegram.ts';

/** One list of commands that a bot can set: for a scope, and in a language or in none. */
export interface CommandScope {
  scope: string;
  chat_id?: number;
  user_id?: number;
  language_code?: string;
}

/**
 * The lists in the order in which Telegram's apps look for one that isn't empty: the narrowest scope first, in
 * each scope the person's language before none (Bot API reference, "Determining list of commands"). Those for
 * administrators are left out, since nobody is one here.
 */
export function commandScopes(chat: Chat, person: User): CommandScope[] {
  const scopes: CommandScope[] =
    chat.type === 'private'
      ? [{ scope: 'chat', chat_id: chat.id }, { scope: 'all_private_chats' }]
      : [
          { scope: 'chat_member', chat_id: chat.id, user_id: person.id },
          { scope: 'chat', chat_id: chat.id },
          { scope: 'all_group_chats' },
        ];
  scopes.push({ scope: 'default' });
  const { language_code } = person;
  if (language_code === undefined) return scopes;
  return scopes.flatMap((scope) => [{ ...scope, language_code }, scope]);
}
