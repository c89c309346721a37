/** Which of the bot's commands fit what a person has begun to type. */
import type { BotCommand } from '../world/telegram.ts';

/** The commands that begin with the typed word; none once there is more than a word, as in `/cancel 1338`. */
export function commandsFor(typed: string, commands: readonly BotCommand[]): BotCommand[] {
  const word = /^\/(\w*)(?:@\w*)?$/u.exec(typed)?.[1]?.toLowerCase();
  if (word === undefined) return [];
  return commands.filter(({ command }) => command.startsWith(word));
}

/** In a group a command carries the bot's name, else the bot's privacy mode may keep it from the bot. */
export function addressed(command: string, chatType: string, botName: string | undefined): string {
  const name = command.startsWith('/') ? command : `/${command}`;
  if (chatType === 'private' || botName === undefined || name.includes('@')) return name;
  return `${name}@${botName}`;
}
