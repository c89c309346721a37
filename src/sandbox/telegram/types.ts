// The types of the Bot API that the sandbox uses (Bot API reference, "Available types").

export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export type ChatType = 'private' | 'group' | 'supergroup';

export interface Chat {
  id: number;
  type: ChatType;
  title?: string;
  first_name?: string;
  last_name?: string;
  username?: string;
  /** A supergroup with topics. */
  is_forum?: boolean;
}

export interface MessageEntity {
  type: string;
  /** In UTF-16 code units, as all lengths of text are here. */
  offset: number;
  length: number;
  url?: string;
  user?: User;
  language?: string;
  custom_emoji_id?: string;
}

export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

export interface InlineKeyboardButton {
  text: string;
  style?: string;
  icon_custom_emoji_id?: string;
  url?: string;
  callback_data?: string;
  copy_text?: { text: string };
  [otherAction: string]: unknown;
}

/** A reply markup: the fields of one of the four kinds are present. */
export interface ReplyMarkup {
  inline_keyboard?: InlineKeyboardButton[][];
  keyboard?: { text: string }[][];
  remove_keyboard?: boolean;
  force_reply?: boolean;
  selective?: boolean;
  input_field_placeholder?: string;
}

export interface Document {
  file_id: string;
  file_unique_id: string;
  file_name?: string;
  mime_type?: string;
  file_size?: number;
}

/** One size of a picture; here only the original. */
export interface PhotoSize {
  file_id: string;
  file_unique_id: string;
  width: number;
  height: number;
  file_size?: number;
}

export interface ForumTopicCreated {
  name: string;
  icon_color: number;
}

/** What is left of a message that can't be shown; a `date` of 0 tells it apart. */
export interface InaccessibleMessage {
  message_id: number;
  chat: Chat;
  date: 0;
}

export interface LinkPreviewOptions {
  is_disabled?: boolean;
  url?: string;
  prefer_small_media?: boolean;
  prefer_large_media?: boolean;
  show_above_text?: boolean;
}

/** Not fetched by the bot yet, or a command that it never gets; missing for everything else. */
export type Delivery = 'waiting' | 'swallowed';

/** A message as the bot or a person sees it. For the bot, `reply_markup` is always an inline keyboard. */
export interface Message {
  message_id: number;
  /** Only for people, never for the bot: what became of their own message on its way to the bot. */
  delivery?: Delivery;
  from?: User;
  /** The group, if an administrator writes in its name. */
  sender_chat?: Chat;
  chat: Chat;
  date: number;
  edit_date?: number;
  message_thread_id?: number;
  is_topic_message?: boolean;
  reply_to_message?: Message;
  text?: string;
  entities?: MessageEntity[];
  link_preview_options?: LinkPreviewOptions;
  document?: Document;
  photo?: PhotoSize[];
  caption?: string;
  caption_entities?: MessageEntity[];
  has_protected_content?: boolean;
  new_chat_members?: User[];
  left_chat_member?: User;
  new_chat_title?: string;
  group_chat_created?: boolean;
  migrate_to_chat_id?: number;
  migrate_from_chat_id?: number;
  pinned_message?: Message | InaccessibleMessage;
  forum_topic_created?: ForumTopicCreated;
  forum_topic_closed?: Record<string, never>;
  forum_topic_reopened?: Record<string, never>;
  reply_markup?: ReplyMarkup;
}

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'left' | 'kicked';

export interface ChatMember {
  status: MemberStatus;
  user: User;
  [right: string]: unknown;
}

export interface CallbackQuery {
  id: string;
  from: User;
  message: Message | InaccessibleMessage;
  chat_instance: string;
  data: string;
}

export interface ChatMemberUpdated {
  chat: Chat;
  from: User;
  date: number;
  old_chat_member: ChatMember;
  new_chat_member: ChatMember;
}

/** What an update can hold, by the name of its field. */
export interface UpdateContents {
  message: Message;
  edited_message: Message;
  callback_query: CallbackQuery;
  my_chat_member: ChatMemberUpdated;
  chat_member: ChatMemberUpdated;
}

export type UpdateKind = keyof UpdateContents;

export type Update = { update_id: number } & Partial<UpdateContents>;

export interface BotCommand {
  command: string;
  description: string;
}
