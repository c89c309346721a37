import type { UpdateKind } from '../types.ts';

/**
 * The fields that the sandbox reads, by the type of the Bot API reference; of the others, only the type is
 * checked. Reading one that isn't listed doesn't compile.
 */
export const fieldsCarriedOut = {
  BotCommand: ['command', 'description'],
  BotCommandScopeAllChatAdministrators: ['type'],
  BotCommandScopeAllGroupChats: ['type'],
  BotCommandScopeAllPrivateChats: ['type'],
  BotCommandScopeChat: ['type', 'chat_id'],
  BotCommandScopeChatAdministrators: ['type', 'chat_id'],
  BotCommandScopeChatMember: ['type', 'chat_id', 'user_id'],
  BotCommandScopeDefault: ['type'],
  CopyTextButton: ['text'],
  ForceReply: ['force_reply', 'selective', 'input_field_placeholder'],
  InlineKeyboardButton: ['text', 'style', 'url', 'callback_data', 'copy_text'],
  InlineKeyboardMarkup: ['inline_keyboard'],
  KeyboardButton: ['text'],
  LinkPreviewOptions: [
    'is_disabled',
    'url',
    'prefer_small_media',
    'prefer_large_media',
    'show_above_text',
  ],
  MessageEntity: ['type', 'offset', 'length', 'url', 'language'],
  ReplyKeyboardMarkup: ['keyboard', 'selective', 'input_field_placeholder'],
  ReplyKeyboardRemove: ['remove_keyboard', 'selective'],
  ReplyParameters: ['message_id', 'chat_id', 'allow_sending_without_reply'],
} as const satisfies Record<string, readonly string[]>;

type CoveredType = keyof typeof fieldsCarriedOut;

/** The fields that may be read of a type; of several, those of all of them. */
export type FieldOf<Type extends CoveredType> = (typeof fieldsCarriedOut)[Type][number];

const formattedText = ['text', 'parse_mode', 'entities'];
const caption = ['caption', 'parse_mode', 'caption_entities'];
const preview = ['link_preview_options', 'disable_web_page_preview'];
const placed = ['chat_id', 'message_thread_id'];
const reply = ['reply_parameters', 'reply_to_message_id', 'allow_sending_without_reply'];
const sent = [...placed, 'protect_content', ...reply, 'reply_markup'];
const edited = ['chat_id', 'message_id', 'inline_message_id', 'reply_markup'];
const commandScope = ['scope', 'language_code'];

/**
 * The parameters that each method reads; of the others, only the type is checked. Reading one that isn't listed
 * is an error. Some are former names that Telegram still takes.
 */
export const parametersCarriedOut = {
  answerCallbackQuery: ['callback_query_id', 'text', 'show_alert', 'url'],
  createForumTopic: ['chat_id', 'name', 'icon_color'],
  deleteMessage: ['chat_id', 'message_id'],
  deleteMyCommands: commandScope,
  deleteWebhook: ['drop_pending_updates'],
  editMessageCaption: [...edited, ...caption],
  editMessageReplyMarkup: edited,
  editMessageText: [...edited, ...formattedText, ...preview],
  getChat: ['chat_id'],
  getChatAdministrators: ['chat_id'],
  getChatMember: ['chat_id', 'user_id'],
  getChatMemberCount: ['chat_id'],
  getFile: ['file_id'],
  getMe: [],
  getMyCommands: commandScope,
  getMyDescription: ['language_code'],
  getMyName: ['language_code'],
  getMyShortDescription: ['language_code'],
  getUpdates: ['offset', 'limit', 'timeout', 'allowed_updates'],
  getWebhookInfo: [],
  leaveChat: ['chat_id'],
  pinChatMessage: ['chat_id', 'message_id'],
  sendChatAction: [...placed, 'action'],
  sendDocument: [...sent, 'document', ...caption],
  sendMessage: [...sent, ...formattedText, ...preview],
  sendPhoto: [...sent, 'photo', ...caption],
  setChatTitle: ['chat_id', 'title'],
  setMyCommands: ['commands', ...commandScope],
  setMyDescription: ['description', 'language_code'],
  setMyName: ['name', 'language_code'],
  setMyShortDescription: ['short_description', 'language_code'],
  setWebhook: [
    'url',
    'certificate',
    'ip_address',
    'max_connections',
    'allowed_updates',
    'drop_pending_updates',
    'secret_token',
  ],
  unpinAllChatMessages: ['chat_id'],
  unpinChatMessage: ['chat_id', 'message_id'],
} as const satisfies Record<string, readonly string[]>;

export type CoveredMethod = keyof typeof parametersCarriedOut;

/** The updates that the sandbox sends. */
export const updatesCarriedOut = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'chat_member',
] as const satisfies readonly UpdateKind[];
