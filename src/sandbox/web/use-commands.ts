import { useEffect, useState } from 'preact/hooks';
import { type BotCommand, type Chat, readCommands, type User } from './telegram.ts';

/** The bot's commands as this person sees them in this chat; none until they are known. */
export function useCommands(_chat: Chat, person: User, _bot: User): readonly BotCommand[] {
  const [commands, setCommands] = useState<readonly BotCommand[]>([]);
  const language = person.language_code;
  useEffect(() => {
    let left = false;
    void readCommands(language).then((read) => {
      if (!left) setCommands(read);
    });
    return () => {
      left = true;
    };
  }, [language]);
  return commands;
}
