import { useEffect, useState } from 'preact/hooks';
import { standingOf } from '../world/standing.ts';
import { type BotCommand, type Chat, readCommands, type User } from '../world/telegram.ts';

/**
 * The bot's commands for this person in this chat; empty until they are loaded.
 *
 * @param changes how often the bot has changed its commands; a new number reloads them
 */
export function useCommands(chat: Chat, person: User, changes: number): readonly BotCommand[] {
  const [commands, setCommands] = useState<readonly BotCommand[]>([]);
  useEffect(() => {
    let left = false;
    readCommands(chat.id, person.id).then(
      (read) => {
        if (!left) setCommands(read);
      },
      // The chat is gone, or the sandbox is down: the page hears of both by its events.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [chat.id, standingOf(chat, person.id)?.status, person.id, person.language_code, changes]);
  return commands;
}
