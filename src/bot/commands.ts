import type { Message } from 'grammy/types';
import type { Locale } from '../config.ts';
import { plainText } from '../orders/typed-text.ts';
import type { Operation } from '../team/operations.ts';
import type { TextKeyOf } from './i18n/localizer.ts';

/** A command as its feature declares it: every list of commands is made of these. */
export interface Command {
  /** Without the slash, in each language; all of them work in every chat. */
  readonly name: Readonly<Record<Locale, string>>;
  /** The right that it takes. */
  readonly operation: Operation;
  /** The key of its description in Telegram's command menu; absent: it isn't shown there. */
  readonly menu?: TextKeyOf;
  /** The key of its line in the help, in which `$command` stands for the command; absent: it has none. */
  readonly help?: TextKeyOf<'command'>;
}

/** A command as somebody wrote it. */
export interface CommandCall {
  /** Without the slash, in lower case. */
  name: string;
  /** What stands behind it. */
  words: string;
  /** It names this bot, as in `/cancel@shop_bot`: an answer is expected from this bot and no other. */
  named: boolean;
}

/** The command that a message or a caption begins with; undefined where there is none, or one for another bot. */
export function readCommand(
  message: Message | undefined,
  username: string,
): CommandCall | undefined {
  const text = message?.text ?? message?.caption ?? '';
  const entities = message?.entities ?? message?.caption_entities ?? [];
  const command = entities.find(({ type }) => type === 'bot_command');
  // What nobody sees may stand before it: it came along with what was pasted.
  if (command === undefined || plainText(text.slice(0, command.offset)) !== '') return undefined;
  const end = command.offset + command.length;
  const [name = '', bot] = text
    .slice(command.offset + 1, end)
    .toLowerCase()
    .split('@');
  if (bot !== undefined && bot !== username.toLowerCase()) return undefined;
  return { name, words: text.slice(end).trim(), named: bot !== undefined };
}

/** The names of a command, the same one once. */
export function namesOf({ name }: Command): string[] {
  return [...new Set(Object.values(name))];
}
