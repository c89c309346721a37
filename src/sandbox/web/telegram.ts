/** What the page knows of Telegram's objects, and the calls of the Telegram sandbox's HTTP interface. */
import type {
  Chat as ApiChat,
  Message as ApiMessage,
  BotCommand,
  ForceReply,
  InlineKeyboardMarkup,
  User,
} from 'grammy/types';
import { getJson, postJson, RequestRefused } from './json-request.ts';

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

/**
 * The bot's commands as a person with this language sees them; none when the sandbox doesn't tell.
 */
export async function readCommands(languageCode: string | undefined): Promise<BotCommand[]> {
  const query = languageCode === undefined ? '' : `?language_code=${languageCode}`;
  try {
    return await getJson(`/sandbox/commands${query}`);
  } catch (error) {
    if (error instanceof RequestRefused && error.status === 404) return [];
    throw error;
  }
}
