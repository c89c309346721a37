import { useEffect, useState } from 'preact/hooks';
import { standingOf } from '../world/standing.ts';
import { type BotCommand, type Chat, readCommands, type User } from '../world/telegram.ts';
import { commandScopes } from './command-scopes.ts';

/**
 * The bot's commands as this person sees them in this chat; none until they are known.
 *
 * @param changes how often the bot has changed its commands: another number has them read again
 */
export function useCommands(chat: Chat, person: User, changes: number): readonly BotCommand[] {
  const [commands, setCommands] = useState<readonly BotCommand[]>([]);
  useEffect(() => {
    let left = false;
    void firstList(chat, person).then((read) => {
      if (!left) setCommands(read);
    });
    return () => {
      left = true;
    };
  }, [chat.id, standingOf(chat, person.id)?.status, person.id, person.language_code, changes]);
  return commands;
}

async function firstList(chat: Chat, person: User): Promise<BotCommand[]> {
  for (const scope of commandScopes(chat, person)) {
    const commands = await readCommands(scope);
    if (commands.length > 0) return commands;
  }
  return [];
}
