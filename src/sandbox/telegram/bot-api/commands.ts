import { type Arguments, Fields, isObject } from '../http/arguments.ts';
import { badRequest } from '../http/errors.ts';
import type { BotCommand } from '../types.ts';
import type { World } from '../world/world.ts';
import type { BotApiCall } from './call.ts';
import { checkScopeChat } from './chats.ts';
import type { FieldOf } from './coverage.ts';

const maxCommands = 100;
const maxCommand = 32;
const maxDescription = 256;

/** The key under which the commands of a scope and a language are stored. */
export function commandsKey(scope: Scope, languageCode: string): string {
  const { type, chat_id = '', user_id = '' } = scope;
  return [type, chat_id, user_id, languageCode].join('/');
}

export interface Scope {
  type: string;
  chat_id?: string;
  user_id?: number;
}

export function setMyCommands({ world, args }: BotApiCall): true {
  const commands = readCommands(args);
  const key = readKey(world, args);
  if (commands.length > 0) world.commands.set(key, commands);
  else world.commands.delete(key);
  return true;
}

export function getMyCommands({ world, args }: BotApiCall): BotCommand[] {
  return world.commands.get(readKey(world, args)) ?? [];
}

export function deleteMyCommands({ world, args }: BotApiCall): true {
  world.commands.delete(readKey(world, args));
  return true;
}

function readKey(world: World, args: Arguments): string {
  const scope = readScope(args);
  const language = args.text('language_code');
  if (!/^(?:[a-z]{2})?$/.test(language)) throw badRequest('Invalid language code specified');
  if (scope.chat_id !== undefined) checkScopeChat(world, scope.chat_id);
  return commandsKey(scope, language);
}

const wideScopes = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'];
const chatScopes = ['chat', 'chat_administrators', 'chat_member'];

/** tdlib Client.cpp, get_bot_command_scope. */
function readScope(args: Arguments): Scope {
  const broken = () => badRequest("Can't parse BotCommandScope JSON object");
  const value = args.json('scope', broken);
  if (value === undefined) return { type: 'default' };
  const refuse = (why: string) => badRequest(`Can't parse BotCommandScope: ${why}`);
  if (!isObject(value)) throw refuse('BotCommandScope must be an Object');
  const fields = new Fields<FieldOf<'BotCommandScopeChatMember'>>(value, refuse);
  const type = fields.requiredText('type');
  if (wideScopes.includes(type)) return { type };
  if (!chatScopes.includes(type)) throw refuse('Unsupported type specified');
  const chat_id = fields.requiredText('chat_id');
  if (chat_id === '') throw refuse('Empty chat_id specified');
  if (type !== 'chat_member') return { type, chat_id };
  const user_id = fields.requiredInteger('user_id');
  if (user_id <= 0) throw refuse('Invalid user_id specified');
  return { type, chat_id, user_id };
}

/** tdlib Client.cpp, get_bot_commands; td BotCommand.cpp; the server's BOT_COMMAND_… errors. */
function readCommands(args: Arguments): BotCommand[] {
  const value = args.json('commands', () => badRequest("Can't parse commands JSON object"));
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw badRequest('Expected an Array of BotCommand');
  if (value.length > maxCommands) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  return value.map(readCommand);
}

function readCommand(value: unknown): BotCommand {
  const refuse = (why: string) => badRequest(`Can't parse BotCommand: ${why}`);
  if (!isObject(value)) throw refuse('expected an Object');
  const fields = new Fields<FieldOf<'BotCommand'>>(value, refuse);
  const command = fields.requiredText('command').trim().replace(/^\//, '');
  const description = fields.requiredText('description').trim();
  if (command === '') throw badRequest("Command can't be empty");
  if (command.length > maxCommand) throw badRequest(`Command length must not exceed ${maxCommand}`);
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  if (description === '') throw badRequest('Command description must be non-empty');
  if ([...description].length > maxDescription)
    throw badRequest(`Command description length must not exceed ${maxDescription}`);
  return { command, description };
}
