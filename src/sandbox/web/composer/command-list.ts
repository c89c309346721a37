/** Commands for what a person is typing. */
import type { BotCommand } from '../world/telegram.ts';

/** The commands that start with the typed word; none after the first word, as in `/cancel 1338`. */
export function commandsFor(typed: string, commands: readonly BotCommand[]): BotCommand[] {
  const word = /^\/(\w*)(?:@\w*)?$/u.exec(typed)?.[1]?.toLowerCase();
  if (word === undefined) return [];
  return commands.filter(({ command }) => command.startsWith(word));
}

/** In groups a command needs the bot's name, or privacy mode may keep it from the bot. */
export function addressed(command: string, chatType: string, botName: string | undefined): string {
  const name = command.startsWith('/') ? command : `/${command}`;
  if (chatType === 'private' || botName === undefined || name.includes('@')) return name;
  return `${name}@${botName}`;
}
