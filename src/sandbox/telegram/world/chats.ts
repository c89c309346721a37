import type {
  Chat,
  ForumTopicCreated,
  InaccessibleMessage,
  MemberStatus,
  Message,
} from '../types.ts';

type FilledIn = 'chat' | 'sender_chat' | 'reply_to_message' | 'pinned_message' | 'is_topic_message';

/** A message as it is stored: the chat and other messages in it are filled in when it is shown. */
export type KeptMessage = Omit<Message, FilledIn> & {
  reply_to?: number;
  pinned?: number;
  /** Written in the group's name. */
  anonymous?: boolean;
  /** Too old for its content to be in a callback query. */
  inaccessible?: boolean;
};

/** The ID of the topic General; messages in it carry none (td ForumTopicId.h). */
export const generalTopic = 1;

/** One chat with everything that happened in it. */
export class KeptChat {
  info: Chat;
  /** By user ID, including the bot and those who have left. */
  readonly members = new Map<number, MemberStatus>();
  /** The administrators who write in the group's name. */
  readonly anonymous = new Set<number>();
  /** By the ID of the message that started them (Bot API reference, message_thread_id). */
  readonly topics = new Map<number, ForumTopicCreated>();
  /** The IDs of closed topics; `generalTopic` may be among them. */
  readonly closedTopics = new Set<number>();
  /** The IDs of pinned messages, the latest last. */
  pinned: number[] = [];
  /** The supergroup that this group was upgraded to. */
  upgradedTo: number | undefined;
  /** In a private chat: whether the person has blocked the bot. */
  blocked = false;
  /** Whether our bot was the last bot to write here; privacy mode depends on it. */
  botWroteLast = false;
  /** The `chat_instance` of all callback queries from this chat. */
  readonly instance: string;
  readonly #messages = new Map<number, KeptMessage>();
  readonly #nextId: () => number;

  constructor(info: Chat, instance: string, nextId: () => number) {
    this.info = info;
    this.instance = instance;
    this.#nextId = nextId;
  }

  /** Whether somebody is in the chat now. */
  isMember(userId: number): boolean {
    const status = this.members.get(userId) ?? 'left';
    return status !== 'left' && status !== 'kicked';
  }

  /** Whether somebody has the rights of an administrator. */
  isAdministrator(userId: number): boolean {
    const status = this.members.get(userId);
    return status === 'creator' || status === 'administrator';
  }

  /**
   * Whether somebody may close and reopen a topic and write in it while it is closed (td
   * ForumTopicManager.cpp).
   */
  mayManageTopic(topicId: number, userId: number): boolean {
    return this.isAdministrator(userId) || this.get(topicId)?.from?.id === userId;
  }

  /** Whether a topic, General by default, is closed to somebody. */
  isTopicClosedTo(userId: number, topicId = generalTopic): boolean {
    return this.closedTopics.has(topicId) && !this.mayManageTopic(topicId, userId);
  }

  /** Stores a new message under the next ID of this chat. */
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

  /** The latest of the pinned messages that still exist. */
  lastPinned(): KeptMessage | undefined {
    return this.#find(this.pinned.at(-1));
  }

  /** Replaces a message in its place, so that the order stays. */
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
   * A message as people see it. The message that it replies to is included, though not what that
   * one replied to; in a topic this is the topic's first message unless another is named (tdlib
   * Client.cpp, get_implicit_reply_to_message_id).
   */
  asShown(message: KeptMessage): Message {
    const shown = this.#placed(message);
    if (message.delivery) shown.delivery = message.delivery;
    const { reply_to = message.message_thread_id, pinned } = message;
    const replied = reply_to === message.message_id ? undefined : this.#find(reply_to);
    if (replied) shown.reply_to_message = this.#placed(replied);
    if (pinned !== undefined) {
      const found = this.#find(pinned);
      shown.pinned_message = found ? this.#placed(found) : this.#inaccessible(pinned);
    }
    return shown;
  }

  /** A message as a callback query holds it: without its content if it was deleted or is too old. */
  asPressed(messageId: number): Message | InaccessibleMessage {
    const message = this.get(messageId);
    return message && !message.inaccessible ? this.asSent(message) : this.#inaccessible(messageId);
  }

  /** tdlib Client.cpp, JsonInaccessibleMessage. */
  #inaccessible(message_id: number): InaccessibleMessage {
    return { message_id, chat: this.info, date: 0 };
  }

  #find(messageId: number | undefined): KeptMessage | undefined {
    return messageId === undefined ? undefined : this.get(messageId);
  }

  #placed(message: KeptMessage): Message {
    const { message_id, from, date, message_thread_id, ...more } = message;
    const {
      reply_to: _,
      pinned: __,
      anonymous,
      inaccessible: ___,
      delivery: ____,
      ...content
    } = more;
    return {
      message_id,
      ...(from && { from }),
      ...(anonymous && { sender_chat: this.info }),
      chat: this.info,
      date,
      ...(message_thread_id !== undefined && { message_thread_id }),
      ...content,
      ...(message_thread_id !== undefined && { is_topic_message: true }),
    };
  }

  /** A message as the bot gets it: the only markup is an inline keyboard (Bot API reference, Message). */
  asSent(message: KeptMessage): Message {
    const { delivery: _, ...sent } = onlyInline(this.asShown(message));
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
