import type {
  Chat,
  ForumTopicCreated,
  InaccessibleMessage,
  MemberStatus,
  Message,
} from '../types.ts';

type FilledIn = 'chat' | 'sender_chat' | 'reply_to_message' | 'pinned_message' | 'is_topic_message';

/** A message as it is kept: the chat and other messages in it are filled in when it is shown. */
export type KeptMessage = Omit<Message, FilledIn> & {
  reply_to?: number;
  pinned?: number;
  /** Written in the group's name. */
  anonymous?: boolean;
  /** Too old to be shown to the bot in a callback query. */
  inaccessible?: boolean;
};

/** The topic called General; messages in it carry no number (td ForumTopicId.h). */
export const generalTopic = 1;

/** One chat with all that happened in it. */
export class Room {
  chat: Chat;
  /** The bot is one of them; those who left stay with their status. */
  readonly members = new Map<number, MemberStatus>();
  /** The administrators who write in the group's name. */
  readonly anonymous = new Set<number>();
  /** By the number of the message that began them (Bot API reference, message_thread_id). */
  readonly topics = new Map<number, ForumTopicCreated>();
  /** The numbers of the topics that were closed, `generalTopic` among them. */
  readonly closedTopics = new Set<number>();
  /** The numbers of the pinned messages, the one that was pinned last at the end. */
  pinned: number[] = [];
  /** The supergroup that this group has become. */
  upgradedTo: number | undefined;
  /** In a private chat: the person has stopped the bot. */
  blocked = false;
  /** Whether the last bot to write in this group was ours; privacy mode depends on it. */
  botWroteLast = false;
  /** Names this chat towards one bot, the same in all its callback queries. */
  readonly instance: string;
  readonly #messages = new Map<number, KeptMessage>();
  readonly #nextId: () => number;

  constructor(chat: Chat, instance: string, nextId: () => number) {
    this.chat = chat;
    this.instance = instance;
    this.#nextId = nextId;
  }

  /** Whether somebody is in the chat now. */
  isMember(userId: number): boolean {
    const status = this.members.get(userId) ?? 'left';
    return status !== 'left' && status !== 'kicked';
  }

  /** Whether somebody may do what only administrators may. */
  isAdministrator(userId: number): boolean {
    const status = this.members.get(userId);
    return status === 'creator' || status === 'administrator';
  }

  /** Whether somebody may close, reopen and, while it is closed, write in a topic (td ForumTopicManager.cpp). */
  mayManageTopic(topicId: number, userId: number): boolean {
    return this.isAdministrator(userId) || this.get(topicId)?.from?.id === userId;
  }

  /** Whether a topic, or General without a number, is closed to somebody. */
  isTopicClosedTo(userId: number, topicId = generalTopic): boolean {
    return this.closedTopics.has(topicId) && !this.mayManageTopic(topicId, userId);
  }

  /** Keeps a new message under the next number of this chat. */
  add(draft: Omit<KeptMessage, 'message_id'>): KeptMessage {
    const message: KeptMessage = { message_id: this.#nextId(), ...draft };
    if (message.forum_topic_created) {
      message.message_thread_id = message.message_id;
      this.topics.set(message.message_id, message.forum_topic_created);
    }
    this.#messages.set(message.message_id, message);
    return message;
  }

  get(messageId: number): KeptMessage | undefined {
    return this.#messages.get(messageId);
  }

  /** The message that was pinned last, of those that still are. */
  lastPinned(): KeptMessage | undefined {
    return this.#find(this.pinned.at(-1));
  }

  /** Puts an edited message in the place of the old one, so that the order stays. */
  replace(message: KeptMessage): void {
    this.#messages.set(message.message_id, message);
  }

  delete(messageId: number): boolean {
    this.pinned = this.pinned.filter((pinned) => pinned !== messageId);
    return this.#messages.delete(messageId);
  }

  /** All messages as the people in the chat see them, oldest first. */
  shown(): Message[] {
    return [...this.#messages.values()].map((message) => this.asShown(message));
  }

  /**
   * A message as people see it. A message that it replies to comes along, without what that replied to; in
   * a topic this is its first one, unless another is named (tdlib Client.cpp, get_implicit_reply_to_message_id).
   */
  asShown(message: KeptMessage): Message {
    const shown = this.#placed(message);
    const { reply_to = message.message_thread_id, pinned } = message;
    const replied = reply_to === message.message_id ? undefined : this.#find(reply_to);
    if (replied) shown.reply_to_message = this.#placed(replied);
    if (pinned !== undefined) {
      const found = this.#find(pinned);
      shown.pinned_message = found ? this.#placed(found) : this.#inaccessible(pinned);
    }
    return shown;
  }

  /** A message as a press on it brings it: one that is gone, or too old, without its content. */
  asPressed(messageId: number): Message | InaccessibleMessage {
    const message = this.get(messageId);
    return message && !message.inaccessible ? this.asSent(message) : this.#inaccessible(messageId);
  }

  /** tdlib Client.cpp, JsonInaccessibleMessage. */
  #inaccessible(message_id: number): InaccessibleMessage {
    return { message_id, chat: this.chat, date: 0 };
  }

  #find(messageId: number | undefined): KeptMessage | undefined {
    return messageId === undefined ? undefined : this.get(messageId);
  }

  #placed(message: KeptMessage): Message {
    const { message_id, from, date, message_thread_id, ...more } = message;
    const { reply_to: _, pinned: __, anonymous, inaccessible: ___, ...content } = more;
    return {
      message_id,
      ...(from && { from }),
      ...(anonymous && { sender_chat: this.chat }),
      chat: this.chat,
      date,
      ...(message_thread_id !== undefined && { message_thread_id }),
      ...content,
      ...(message_thread_id !== undefined && { is_topic_message: true }),
    };
  }

  /** A message as the bot gets it: of the markup only an inline keyboard (Bot API reference, Message). */
  asSent(message: KeptMessage): Message {
    const sent = onlyInline(this.asShown(message));
    const { reply_to_message, pinned_message } = sent;
    return {
      ...sent,
      ...(reply_to_message && { reply_to_message: onlyInline(reply_to_message) }),
      ...(isAccessible(pinned_message) && { pinned_message: onlyInline(pinned_message) }),
    };
  }
}

function isAccessible(message: Message | InaccessibleMessage | undefined): message is Message {
  return message !== undefined && message.date !== 0;
}

function onlyInline(message: Message): Message {
  if (!message.reply_markup || message.reply_markup.inline_keyboard) return message;
  const { reply_markup: _, ...rest } = message;
  return rest;
}
