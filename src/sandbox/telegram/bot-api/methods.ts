import type { Method } from './call.ts';
import {
  getChat,
  getChatAdministrators,
  getChatMember,
  getChatMemberCount,
  leaveChat,
  sendChatAction,
  setChatTitle,
} from './chats.ts';
import { deleteMyCommands, getMyCommands, setMyCommands } from './commands.ts';
import { type CoveredMethod, parametersCarriedOut } from './coverage.ts';
import { editMessageCaption, editMessageReplyMarkup, editMessageText } from './edits.ts';
import { getFile } from './files.ts';
import { deleteMessage, sendDocument, sendMessage, sendPhoto } from './messages.ts';
import { pinChatMessage, unpinAllChatMessages, unpinChatMessage } from './pins.ts';
import { answerCallbackQuery } from './presses.ts';
import {
  getMyDescription,
  getMyName,
  getMyShortDescription,
  setMyDescription,
  setMyName,
  setMyShortDescription,
} from './profile.ts';
import { createForumTopic } from './topics.ts';
import { getMe, getUpdates } from './updates.ts';
import { deleteWebhook, getWebhookInfo, setWebhook } from './webhooks.ts';

const methods: Record<CoveredMethod, Method> = {
  answerCallbackQuery,
  createForumTopic,
  deleteMessage,
  deleteMyCommands,
  deleteWebhook,
  editMessageCaption,
  editMessageReplyMarkup,
  editMessageText,
  getChat,
  getChatAdministrators,
  getChatMember,
  getChatMemberCount,
  getFile,
  getMe,
  getMyCommands,
  getMyDescription,
  getMyName,
  getMyShortDescription,
  getUpdates,
  getWebhookInfo,
  leaveChat,
  pinChatMessage,
  sendChatAction,
  sendDocument,
  sendMessage,
  sendPhoto,
  setChatTitle,
  setMyCommands,
  setMyDescription,
  setMyName,
  setMyShortDescription,
  setWebhook,
  unpinAllChatMessages,
  unpinChatMessage,
};

/** A method of the Bot API that the sandbox carries out. */
export interface CarriedOut {
  run: Method;
  /** The parameters that it reads. */
  reads: readonly string[];
}

/** The methods that the sandbox carries out, by their names in the Bot API reference. */
export const methodsByName: ReadonlyMap<string, CarriedOut> = new Map(
  Object.entries(parametersCarriedOut).map(([name, reads]) => [
    name,
    { run: methods[name as CoveredMethod], reads },
  ]),
);
