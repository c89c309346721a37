/** What the page knows of Telegram's objects, and the calls of the Telegram sandbox's HTTP interface. */
import type {
  Chat as ApiChat,
  Message as ApiMessage,
  BotCommand,
  ForceReply,
  InlineKeyboardMarkup,
  User,
} from 'grammy/types';
import { getJson, postBytes, postJson } from '../connection/json-request.ts';

export type {
  BotCommand,
  Document,
  InlineKeyboardButton,
  MessageEntity,
  PhotoSize,
  User,
} from 'grammy/types';

/** A message as a chat shows it now. Unlike the Bot API's own object it still carries a forced reply. */
export type Message = Omit<ApiMessage, 'reply_markup' | 'reply_to_message'> & {
  reply_markup?: InlineKeyboardMarkup | ForceReply;
  reply_to_message?: Message;
};

/** Somebody's place in a chat, also of those who have left it. */
export interface Standing {
  id: number;
  status: 'creator' | 'administrator' | 'member' | 'left' | 'kicked';
  /** Writes in the group's name. */
  is_anonymous?: boolean;
}

/** A part of a group with topics. The messages that belong to none are in the one called General. */
export interface Topic {
  message_thread_id: number;
  name: string;
  icon_color: number;
}

/** A chat with who is in it and what else is known of it besides its messages. */
export type Chat = ApiChat & {
  /** Who is in it now, the bot included. */
  members: number[];
  standings: Standing[];
  bot_is_member: boolean;
  topics: Topic[];
  /** The message that was pinned last is at the end. */
  pinned_message_ids: number[];
  /** The supergroup that this group has become; nobody can write here any more. */
  upgraded_to?: number;
};

/** Everybody and every chat there is. */
export interface World {
  bot: User;
  people: User[];
  /** The people who have stopped the bot. */
  blocked: number[];
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

/** The messages of some chats, by the chat's number; a chat that isn't there is left out. */
export const readMessages = (chatIds: readonly number[]): Promise<Record<number, Message[]>> =>
  getJson(`/sandbox/messages?chats=${chatIds.join(',')}`);

/** Who writes, and to what in a chat. */
export interface Placed {
  from: number;
  reply_to_message_id?: number;
  message_thread_id?: number;
}

/** Writes a text into a chat as a person. */
export const say = (chatId: number, said: Placed & { text: string }): Promise<Message> =>
  postJson(`/sandbox/chats/${chatId}/messages`, said);

/** Sends a file into a chat as a person: PNG and JPEG as pictures when `kind` says so, anything as a document. */
export function sendFile(
  chatId: number,
  file: File,
  sent: Placed & { kind: 'document' | 'photo'; caption?: string },
): Promise<Message> {
  const query = new URLSearchParams({ file_name: file.name });
  for (const [name, value] of Object.entries(sent)) query.set(name, String(value));
  return postBytes(`/sandbox/chats/${chatId}/documents?${query}`, file);
}

/** Presses a button of a message, with the data that the button carries. */
export const press = (
  chatId: number,
  pressed: { from: number; message_id: number; callback_data: string; times: number },
): Promise<{ ids: string[] }> => postJson(`/sandbox/chats/${chatId}/presses`, pressed);

export const readPress = (id: string): Promise<Press> =>
  getJson(`/sandbox/presses/${encodeURIComponent(id)}`);

export const fileAddress = (fileId: string): string =>
  `/sandbox/files/${encodeURIComponent(fileId)}`;

/** The bot's commands as a person sees them in a chat. */
export const readCommands = (chatId: number, personId: number): Promise<BotCommand[]> =>
  getJson(`/sandbox/chats/${chatId}/commands?person=${personId}`);
