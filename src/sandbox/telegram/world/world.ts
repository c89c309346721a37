import { Changes } from '../../control/changes.ts';
import { Journal } from '../../control/journal.ts';
import { Watchers } from '../../control/watchers.ts';
import { Faults } from '../faults/faults.ts';
import { RateLimits } from '../faults/rate-limits.ts';
import type {
  BotCommand,
  Chat,
  Message,
  Update,
  UpdateContents,
  UpdateKind,
  User,
} from '../types.ts';
import type { Webhook } from '../webhook/webhook.ts';
import { KeptChat, type KeptMessage } from './chats.ts';
import { FileStore } from './files.ts';
import type { LoggedCall, LoggedUpdate, Violation } from './journal.ts';
import { type PressAnswer, PressBook } from './presses.ts';
import { deliveryOf, reachesBot } from './privacy.ts';
import { Timers } from './timers.ts';
import { UpdateQueue } from './updates.ts';

/** An event, as watchers receive it. */
export type WorldEvent =
  | { type: 'message' | 'edited'; chat_id: number; message: Message }
  | { type: 'deleted'; chat_id: number; message_id: number }
  /** The bot has got a person's message. */
  | { type: 'delivered'; chat_id: number; message_id: number }
  | { type: 'answered'; chat_id: number; press_id: string; answer: PressAnswer }
  | { type: 'action'; chat_id: number; message_thread_id?: number; action: string }
  | ({ type: 'update' } & LoggedUpdate)
  | { type: 'call'; chat_id?: number; call: LoggedCall }
  /** A chat's members, topics, pins or another part of its state have changed. */
  | { type: 'chat'; chat_id: number }
  | { type: 'person'; person_id: number }
  | { type: 'reset' };

const firstPerson = 710_000_001;
const firstGroup = 4_200_000_001;
const firstSupergroup = 1_000_000_000_000 + 2_000_000_001;

/** How many messages all chats keep together, give or take a tenth. */
const messagesKept = 10_000;

/** The current Unix time in seconds, the unit of the Bot API's dates. */
export function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}

/** One bot, the people around it, their chats and messages. */
export class World {
  readonly bot: User;
  readonly token: string;
  readonly people = new Map<number, User>();
  readonly chats = new Map<number, KeptChat>();
  readonly updates = new UpdateQueue((update) => this.#delivered(update));
  readonly presses = new PressBook();
  readonly files = new FileStore();
  readonly faults = new Faults();
  readonly limits = new RateLimits();
  /** Late updates, and presses that may have to be sent again. */
  readonly timers = new Timers();
  /** Where updates are delivered to; without it the bot polls. */
  webhook: Webhook | undefined;
  /** By scope and language; the keys are made in bot-api/commands.ts. */
  readonly commands = new Map<string, BotCommand[]>();
  /** The bot's name and descriptions; the keys are made in bot-api/profile.ts. */
  readonly profile = new Map<string, string>();
  readonly watchers = new Watchers<WorldEvent>();
  /** The changes of what chats show. */
  readonly changes = new Changes();
  readonly calls = new Journal<LoggedCall>();
  readonly sent = new Journal<LoggedUpdate>();
  readonly violations = new Journal<Violation>();
  #nextPerson = firstPerson;
  #nextGroup = firstGroup;
  #nextSupergroup = firstSupergroup;
  #nextInstance = 1;
  /** Private chats and basic groups share one sequence of message IDs, as an account's do. */
  #lastMessageId = 0;
  #nextCall = 1;
  #posted: { chat: KeptChat; message_id: number }[] = [];

  constructor(bot: User, token: string) {
    this.bot = bot;
    this.token = token;
  }

  emit(event: WorldEvent): void {
    this.#note(event);
    this.watchers.tell(event);
  }

  #note(event: WorldEvent): void {
    switch (event.type) {
      case 'reset':
      case 'person':
        this.changes.noteEverywhere();
        break;
      case 'message':
      case 'edited':
      case 'deleted':
      case 'delivered':
      case 'chat':
        this.changes.note(event.chat_id);
        break;
    }
  }

  /** An unused ID for a new person. */
  nextPersonId(): number {
    while (this.people.has(this.#nextPerson)) this.#nextPerson += 1;
    return this.#nextPerson++;
  }

  /** Returns a chat, creating it if needed. A new group gets its ID here. */
  openChat(info: Omit<Chat, 'id'> & { id?: number }): KeptChat {
    const id = info.id ?? this.#groupId(info.type);
    const known = this.chats.get(id);
    if (known) return known;
    const instance = String(8_000_000_000_000_000_000n + BigInt(this.#nextInstance++) * 977n);
    const chat = new KeptChat({ ...info, id }, instance, this.#counter(info.type));
    this.chats.set(id, chat);
    return chat;
  }

  /** Adds a message to a chat, shows it to people, and tells the bot if it may know. */
  post(chat: KeptChat, draft: Omit<KeptMessage, 'message_id' | 'date'>): KeptMessage {
    const message = chat.add({ date: unixNow(), ...draft });
    this.#forgetOldest(chat, message);
    const byBot = message.from?.id === this.bot.id;
    if (byBot) chat.botWroteLast = true;
    else this.#setDelivery(chat, message, 'message');
    this.emit({ type: 'message', chat_id: chat.info.id, message: chat.asShown(message) });
    if (reachesBot(chat, message, this.bot) && (!byBot || isToldToItself(message)))
      this.tell(chat, 'message', chat.asSent(message));
    return message;
  }

  /** A person has edited their message: the bot is told if it may know. */
  editByPerson(chat: KeptChat, message: KeptMessage): void {
    this.#setDelivery(chat, message, 'edited_message');
    this.edit(chat, message);
    if (reachesBot(chat, message, this.bot))
      this.tell(chat, 'edited_message', chat.asSent(message));
  }

  #setDelivery(chat: KeptChat, message: KeptMessage, kind: UpdateKind): void {
    delete message.delivery;
    const delivery = deliveryOf(chat, message, this.bot);
    if (delivery === 'swallowed' || (delivery && this.updates.wants(kind)))
      message.delivery = delivery;
  }

  /** Replaces a message with its edited version. */
  edit(chat: KeptChat, message: KeptMessage): void {
    chat.replace(message);
    this.emit({ type: 'edited', chat_id: chat.info.id, message: chat.asShown(message) });
  }

  remove(chat: KeptChat, messageId: number): void {
    chat.delete(messageId);
    this.emit({ type: 'deleted', chat_id: chat.info.id, message_id: messageId });
  }

  /** Queues an update about a chat if the bot wants its kind, unless a fault holds it back. */
  tell<K extends UpdateKind>(chat: KeptChat, kind: K, content: UpdateContents[K]): void {
    if (!this.updates.wants(kind)) return;
    const fault = this.faults.nextOfUpdate(kind);
    const twice = fault?.kind === 'twice';
    const queue = () => this.#queue(chat.info.id, this.updates.push(kind, content, { twice }));
    if (fault?.kind === 'late') this.timers.set(fault.ms, queue);
    else queue();
  }

  #queue(chat_id: number, update: Update | undefined): void {
    if (!update) return;
    const logged = { update_id: update.update_id, chat_id, at: Date.now(), update };
    this.sent.add(logged);
    this.emit({ type: 'update', ...logged });
    this.webhook?.wake();
  }

  #delivered({ edited_message, message = edited_message }: Update): void {
    if (!message) return;
    const { chat, message_id } = message;
    const kept = this.chats.get(chat.id)?.get(message_id);
    if (kept?.delivery !== 'waiting') return;
    delete kept.delivery;
    this.emit({ type: 'delivered', chat_id: chat.id, message_id });
  }

  log(call: Omit<LoggedCall, 'id'>): void {
    const logged = { id: this.#nextCall++, ...call };
    this.calls.add(logged);
    const { chat_id } = call;
    this.emit({ type: 'call', ...(chat_id !== undefined && { chat_id }), call: logged });
  }

  /** A copy of a JSON value with the bot's token removed wherever it occurs. */
  withoutToken<T>(value: T): T {
    const text = JSON.stringify(value) ?? '';
    return text.includes(this.token) ? JSON.parse(text.replaceAll(this.token, '…')) : value;
  }

  /** Ends open polls, deliveries and timers. */
  close(): void {
    this.updates.close();
    this.webhook?.stop();
    this.timers.clear();
  }

  /** Back to an empty world with the same bot and webhook. IDs of updates, presses and calls continue. */
  reset(): void {
    this.timers.clear();
    this.limits.clear();
    this.sent.clear();
    this.people.clear();
    this.chats.clear();
    this.updates.reset();
    this.webhook?.reset();
    this.presses.clear();
    this.files.clear();
    this.faults.clear();
    this.commands.clear();
    this.profile.clear();
    this.calls.clear();
    this.violations.clear();
    this.#nextPerson = firstPerson;
    this.#nextGroup = firstGroup;
    this.#nextSupergroup = firstSupergroup;
    this.#nextInstance = 1;
    this.#lastMessageId = 0;
    this.#posted = [];
    this.emit({ type: 'reset' });
  }

  #forgetOldest(chat: KeptChat, { message_id }: KeptMessage): void {
    this.#posted.push({ chat, message_id });
    if (this.#posted.length < messagesKept * 1.1) return;
    const forgotten = this.#posted.splice(0, this.#posted.length - messagesKept);
    for (const old of forgotten) old.chat.delete(old.message_id);
  }

  #groupId(type: Chat['type']): number {
    return type === 'supergroup' ? -this.#nextSupergroup++ : -this.#nextGroup++;
  }

  #counter(type: Chat['type']): () => number {
    if (type !== 'supergroup') return () => ++this.#lastMessageId;
    let last = 0;
    return () => ++last;
  }
}

/** The bot's own actions that it is told of (tdlib Client.cpp, need_skip_update_message). */
function isToldToItself(message: KeptMessage): boolean {
  const { pinned, forum_topic_created, left_chat_member, new_chat_title } = message;
  return (pinned ?? forum_topic_created ?? left_chat_member ?? new_chat_title) !== undefined;
}
