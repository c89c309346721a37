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
import { FileStore } from './files.ts';
import type { LoggedCall, LoggedUpdate, Violation } from './journal.ts';
import { type PressAnswer, PressBook } from './presses.ts';
import { deliveryOf, reachesBot } from './privacy.ts';
import { type KeptMessage, Room } from './rooms.ts';
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
  readonly rooms = new Map<number, Room>();
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
  #posted: { room: Room; message_id: number }[] = [];

  constructor(bot: User, token: string) {
    this.bot = bot;
    this.token = token;
  }

  emit(event: WorldEvent): void {
    this.watchers.tell(event);
  }

  /** An unused ID for a new person. */
  nextPersonId(): number {
    while (this.people.has(this.#nextPerson)) this.#nextPerson += 1;
    return this.#nextPerson++;
  }

  /** Returns a chat's room, creating it if needed. A new group gets its ID here. */
  openRoom(chat: Omit<Chat, 'id'> & { id?: number }): Room {
    const id = chat.id ?? this.#groupId(chat.type);
    const known = this.rooms.get(id);
    if (known) return known;
    const instance = String(8_000_000_000_000_000_000n + BigInt(this.#nextInstance++) * 977n);
    const room = new Room({ ...chat, id }, instance, this.#counter(chat.type));
    this.rooms.set(id, room);
    return room;
  }

  /** Adds a message to a chat, shows it to people, and tells the bot if it may know. */
  post(room: Room, draft: Omit<KeptMessage, 'message_id' | 'date'>): KeptMessage {
    const message = room.add({ date: unixNow(), ...draft });
    this.#forgetOldest(room, message);
    const byBot = message.from?.id === this.bot.id;
    if (byBot) room.botWroteLast = true;
    else this.#setDelivery(room, message, 'message');
    this.emit({ type: 'message', chat_id: room.chat.id, message: room.asShown(message) });
    if (reachesBot(room, message, this.bot) && (!byBot || isToldToItself(message)))
      this.tell(room, 'message', room.asSent(message));
    return message;
  }

  /** A person has edited their message: the bot is told if it may know. */
  editByPerson(room: Room, message: KeptMessage): void {
    this.#setDelivery(room, message, 'edited_message');
    this.edit(room, message);
    if (reachesBot(room, message, this.bot))
      this.tell(room, 'edited_message', room.asSent(message));
  }

  #setDelivery(room: Room, message: KeptMessage, kind: UpdateKind): void {
    delete message.delivery;
    const delivery = deliveryOf(room, message, this.bot);
    if (delivery === 'swallowed' || (delivery && this.updates.wants(kind)))
      message.delivery = delivery;
  }

  /** Replaces a message with its edited version. */
  edit(room: Room, message: KeptMessage): void {
    room.replace(message);
    this.emit({ type: 'edited', chat_id: room.chat.id, message: room.asShown(message) });
  }

  remove(room: Room, messageId: number): void {
    room.delete(messageId);
    this.emit({ type: 'deleted', chat_id: room.chat.id, message_id: messageId });
  }

  /** Queues an update about a chat if the bot wants its kind, unless a fault holds it back. */
  tell<K extends UpdateKind>(room: Room, kind: K, content: UpdateContents[K]): void {
    if (!this.updates.wants(kind)) return;
    const fault = this.faults.nextOfUpdate(kind);
    const twice = fault?.kind === 'twice';
    const queue = () => this.#queue(room.chat.id, this.updates.push(kind, content, { twice }));
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
    const kept = this.rooms.get(chat.id)?.get(message_id);
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
    this.rooms.clear();
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

  #forgetOldest(room: Room, { message_id }: KeptMessage): void {
    this.#posted.push({ room, message_id });
    if (this.#posted.length < messagesKept * 1.1) return;
    const forgotten = this.#posted.splice(0, this.#posted.length - messagesKept);
    for (const old of forgotten) old.room.delete(old.message_id);
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
