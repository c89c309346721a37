/** What the page knows of Telegram's objects, and the calls of the Telegram sandbox's HTTP interface. */
import type {
  Chat as ApiChat,
  Message as ApiMessage,
  BotCommand,
  ForceReply,
  InlineKeyboardMarkup,
  User,
} from 'grammy/types';
import type { CommandScope } from './command-scopes.ts';
import { getJson, postJson } from './json-request.ts';

export type {
  BotCommand,
  Document,
  InlineKeyboardButton,
  MessageEntity,
  User,
} from 'grammy/types';

/** A message as a chat shows it now. Unlike the Bot API's own object it still carries a forced reply. */
export type Message = Omit<ApiMessage, 'reply_markup' | 'reply_to_message'> & {
  reply_markup?: InlineKeyboardMarkup | ForceReply;
  reply_to_message?: Message;
};

/** A chat with the IDs of the people in it. */
export type Chat = ApiChat & { members: number[] };

/** Everybody and every chat there is. */
export interface World {
  bot: User;
  people: User[];
  chats: Chat[];
}

/** What the bot answered to a press on one of its buttons. */
export interface PressAnswer {
  text?: string;
  show_alert?: boolean;
  url?: string;
}

/** A press on a button, answered by the bot or not yet. */
export interface Press {
  id: string;
  answered: boolean;
  answer?: PressAnswer;
}

export const readWorld = (): Promise<World> => getJson('/sandbox/state');

export const readMessages = (chatId: number): Promise<Message[]> =>
  getJson(`/sandbox/chats/${chatId}/messages`);

/** Writes a text into a chat as a person, in reply to a message when one is named. */
export const say = (
  chatId: number,
  said: { from: number; text: string; reply_to_message_id?: number },
): Promise<Message> => postJson(`/sandbox/chats/${chatId}/messages`, said);

/** Presses a button of a message, with the data that the button carries. */
export const press = (
  chatId: number,
  pressed: { from: number; message_id: number; callback_data: string },
): Promise<{ id: string }> => postJson(`/sandbox/chats/${chatId}/presses`, pressed);

export const readPress = (id: string): Promise<Press> =>
  getJson(`/sandbox/presses/${encodeURIComponent(id)}`);

export const fileAddress = (fileId: string): string =>
  `/sandbox/files/${encodeURIComponent(fileId)}`;

/** The commands that the bot set for one scope and language; none where it set nothing. */
export function readCommands(of: CommandScope): Promise<BotCommand[]> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(of)) query.set(name, String(value));
  return getJson(`/sandbox/commands?${query}`);
}
