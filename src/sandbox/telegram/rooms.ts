import type { Chat, MemberStatus, Message } from './types.ts';

/** A message as it is kept: what it replies to and where it stands are filled in when it is shown. */
export type KeptMessage = Omit<Message, 'chat' | 'reply_to_message'> & { reply_to?: number };

/** How many messages a chat remembers. */
const KEPT_MESSAGES = 5000;

/** One chat with all that happened in it. */
export class Room {
  chat: Chat;
  /** The bot is one of them; those who left stay with their status. */
  readonly members = new Map<number, MemberStatus>();
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

  /** Keeps a new message under the next number of this chat. */
  add(draft: Omit<KeptMessage, 'message_id'>): KeptMessage {
    const message = { message_id: this.#nextId(), ...draft };
    this.#messages.set(message.message_id, message);
    if (this.#messages.size > KEPT_MESSAGES) {
      for (const oldest of this.#messages.keys()) {
        this.#messages.delete(oldest);
        break;
      }
    }
    return message;
  }

  get(messageId: number): KeptMessage | undefined {
    return this.#messages.get(messageId);
  }

  /** Puts an edited message in the place of the old one, so that the order stays. */
  replace(message: KeptMessage): void {
    this.#messages.set(message.message_id, message);
  }

  delete(messageId: number): boolean {
    return this.#messages.delete(messageId);
  }

  /** All messages as the people in the chat see them, oldest first. */
  shown(): Message[] {
    return [...this.#messages.values()].map((message) => this.asShown(message));
  }

  /** A message as people see it. A message that it replies to comes along, without what that replied to. */
  asShown(message: KeptMessage): Message {
    const replied = message.reply_to === undefined ? undefined : this.get(message.reply_to);
    const shown = this.#placed(message);
    return replied ? { ...shown, reply_to_message: this.#placed(replied) } : shown;
  }

  #placed({ message_id, from, date, reply_to: _, ...content }: KeptMessage): Message {
    return { message_id, ...(from && { from }), chat: this.chat, date, ...content };
  }

  /** A message as the bot gets it: of the markup only an inline keyboard (Bot API reference, Message). */
  asSent(message: KeptMessage): Message {
    const sent = onlyInline(this.asShown(message));
    if (sent.reply_to_message) sent.reply_to_message = onlyInline(sent.reply_to_message);
    return sent;
  }
}

function onlyInline(message: Message): Message {
  if (!message.reply_markup || message.reply_markup.inline_keyboard) return message;
  const { reply_markup: _, ...rest } = message;
  return rest;
}
