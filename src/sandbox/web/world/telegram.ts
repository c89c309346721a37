/** The page's types for Telegram, and requests to the Telegram sandbox. */
import type {
  Chat as ApiChat,
  Message as ApiMessage,
  BotCommand,
  ForceReply,
  InlineKeyboardMarkup,
  User,
} from 'grammy/types';
import { getJson, postBytes, postJson, requestJson } from '../connection/json-request.ts';

export type {
  BotCommand,
  Document,
  InlineKeyboardButton,
  MessageEntity,
  PhotoSize,
  User,
} from 'grammy/types';

/** A message as the chat shows it. Unlike in the Bot API it includes a forced reply. */
export type Message = Omit<ApiMessage, 'reply_markup' | 'reply_to_message'> & {
  reply_markup?: InlineKeyboardMarkup | ForceReply;
  reply_to_message?: Message;
  /** Not fetched by the bot yet, or a command that it never gets; missing for everything else. */
  delivery?: 'waiting' | 'swallowed';
};

/** Somebody's standing in a chat; those who left are included. */
export interface Standing {
  id: number;
  status: 'creator' | 'administrator' | 'member' | 'left' | 'kicked';
  /** Writes in the group's name. */
  is_anonymous?: boolean;
}

/** A topic of a group. Messages of none are in General. */
export interface Topic {
  message_thread_id: number;
  name: string;
  icon_color: number;
  /** Only administrators and whoever started it can write. */
  is_closed?: boolean;
}

/** A chat with everything known about it except its messages. */
export type Chat = ApiChat & {
  /** The IDs of its present members, including the bot. */
  members: number[];
  standings: Standing[];
  bot_is_member: boolean;
  topics: Topic[];
  is_general_closed?: boolean;
  /** The latest is last. */
  pinned_message_ids: number[];
  /** The supergroup that this group was upgraded to; nobody can write here any more. */
  upgraded_to?: number;
};

/** All people and chats. */
export interface World {
  bot: User;
  people: User[];
  /** The people who have blocked the bot. */
  blocked: number[];
  chats: Chat[];
}

/** The bot's answer to a press. */
export interface PressAnswer {
  text?: string;
  show_alert?: boolean;
  url?: string;
}

/** A press on a button. */
export interface Press {
  id: string;
  answered: boolean;
  answer?: PressAnswer;
}

export const readWorld = (): Promise<World> => getJson('/sandbox/state');

/** The messages of some chats, by chat ID; chats that don't exist are left out. */
export const readMessages = (chatIds: readonly number[]): Promise<Record<number, Message[]>> =>
  getJson(`/sandbox/messages?chats=${chatIds.join(',')}`);

/** Who writes, and where. */
export interface Placed {
  from: number;
  reply_to_message_id?: number;
  message_thread_id?: number;
}

/** Sends a text as a person. */
export const say = (chatId: number, said: Placed & { text: string }): Promise<Message> =>
  postJson(`/sandbox/chats/${chatId}/messages`, said);

/** Changes the text of a person's own message. */
export const editText = (message: Message, from: number, text: string): Promise<Message> =>
  requestJson('PATCH', `/sandbox/chats/${message.chat.id}/messages/${message.message_id}`, {
    from,
    text,
  });

/** Sends a file as a person, as a picture (PNG or JPEG) or as a document. */
export function sendFile(
  chatId: number,
  file: File,
  sent: Placed & { kind: 'document' | 'photo'; caption?: string },
): Promise<Message> {
  const query = new URLSearchParams({ file_name: file.name });
  for (const [name, value] of Object.entries(sent)) query.set(name, String(value));
  return postBytes(`/sandbox/chats/${chatId}/documents?${query}`, file);
}

/** Presses a button, with the data that it carries. */
export const press = (
  chatId: number,
  pressed: { from: number; message_id: number; callback_data: string; times: number },
): Promise<{ ids: string[] }> => postJson(`/sandbox/chats/${chatId}/presses`, pressed);

export const readPress = (id: string): Promise<Press> =>
  getJson(`/sandbox/presses/${encodeURIComponent(id)}`);

export const fileAddress = (fileId: string): string =>
  `/sandbox/files/${encodeURIComponent(fileId)}`;

/** The bot's commands for a person in a chat. */
export const readCommands = (chatId: number, personId: number): Promise<BotCommand[]> =>
  getJson(`/sandbox/chats/${chatId}/commands?person=${personId}`);
