import type { ChatState } from '../control/state.ts';
import type { ActiveFault, Fault } from '../faults/faults.ts';
import type { StatusChange } from '../people/membership.ts';
import type { PersonChange } from '../people/people.ts';
import type { Topic } from '../people/topics.ts';
import type { Chat, Message, User } from '../types.ts';
import { generalTopic } from '../world/chats.ts';
import { Observer, type Press } from './observer.ts';
import { withQuery } from './sandbox-client.ts';

export type { ChatState, MemberState, SandboxState } from '../control/state.ts';
export type { ActiveFault, Fault } from '../faults/faults.ts';
export type { Topic } from '../people/topics.ts';
export type { BotCommand, Chat, Message, User } from '../types.ts';
export type { LoggedCall, LoggedUpdate, Violation } from '../world/journal.ts';
export type { Press } from './observer.ts';

/** Where, and as whom, somebody writes. */
export interface Place {
  replyTo?: number;
  /** A topic's `message_thread_id`. */
  topic?: number;
  /** In the group's name; administrators only. */
  anonymous?: boolean;
}

/**
 * Plays the people of a Telegram sandbox over its HTTP interface: they write, press and read.
 *
 * @example
 * const player = new Player(sandbox.url);
 * const sari = await player.person({ first_name: 'Sari' });
 * const chat = await player.privateChat(sari);
 * await player.say(sari, chat, '/start');
 * const menu = await player.waitFor(chat, (all) => all.find((one) => one.reply_markup));
 * await player.answerOf(await player.press(sari, menu, 'Help'));
 */
export class Player extends Observer {
  /** Adds a person; without an `id` the sandbox chooses one. */
  person(person: {
    id?: number;
    first_name: string;
    last_name?: string;
    username?: string;
    language_code?: string;
  }): Promise<User> {
    return this.sandbox.post('/people', person);
  }

  /** The person's private chat with the bot; it counts as started. */
  privateChat(user: User): Promise<Chat> {
    return this.sandbox.post('/chats', { type: 'private', members: [user.id] });
  }

  /**
   * Adds a group with the bot in it. The bot is in privacy mode, BotFather's default, unless it is
   * an administrator.
   */
  group(group: {
    title: string;
    type: 'group' | 'supergroup';
    members: readonly User[];
    bot_is_admin?: boolean;
    /** With topics. */
    is_forum?: boolean;
  }): Promise<Chat> {
    return this.sandbox.post('/chats', { ...group, members: group.members.map(({ id }) => id) });
  }

  /** Adds a person or the bot to a group; the owner does it unless `by` is given. */
  addMember(chat: Chat, user: User, { by }: { by?: User } = {}): Promise<ChatState> {
    const moving = { person: user.id, ...(by && { by: by.id }) };
    return this.sandbox.post(`/chats/${chat.id}/members`, moving);
  }

  /**
   * Removes somebody from a group: by themselves, by another member, or by the owner unless `by` is
   * given.
   */
  removeMember(chat: Chat, user: User, { by }: { by?: User } = {}): Promise<ChatState> {
    const path = `/chats/${chat.id}/members/${user.id}`;
    return this.sandbox.send('DELETE', withQuery(path, { by: by?.id }));
  }

  /** Makes somebody an administrator, or a plain member again. */
  setStatus(chat: Chat, user: User, change: StatusChange): Promise<ChatState> {
    return this.sandbox.send('PATCH', `/chats/${chat.id}/members/${user.id}`, change);
  }

  /** Gives a group another title; the owner does it. */
  rename(group: Chat, title: string): Promise<ChatState> {
    return this.sandbox.send('PATCH', `/chats/${group.id}`, { title });
  }

  /** Upgrades a group to a supergroup; returns the new chat. */
  upgrade(group: Chat): Promise<Chat> {
    return this.sandbox.post(`/chats/${group.id}/upgrade`, {});
  }

  /** Starts a topic; `message_thread_id` is its ID. */
  topic(chat: Chat, name: string, from?: User): Promise<Topic> {
    return this.sandbox.post(`/chats/${chat.id}/topics`, { name, ...(from && { from: from.id }) });
  }

  /**
   * Closes a topic to everybody but administrators and whoever started it; General unless a topic
   * is given. The owner does it unless `by` is given.
   */
  closeTopic(chat: Chat, topic?: Topic, by?: User): Promise<ChatState> {
    return this.#setTopicClosed(chat, topic, true, by);
  }

  reopenTopic(chat: Chat, topic?: Topic, by?: User): Promise<ChatState> {
    return this.#setTopicClosed(chat, topic, false, by);
  }

  async block(user: User): Promise<void> {
    await this.sandbox.post(`/people/${user.id}/block`, {});
  }

  async unblock(user: User): Promise<void> {
    await this.sandbox.post(`/people/${user.id}/unblock`, {});
  }

  /** Changes a person's name or language; `null` removes a field. */
  change(user: User, change: PersonChange): Promise<User> {
    return this.sandbox.send('PATCH', `/people/${user.id}`, change);
  }

  say(user: User, chat: Chat, text: string, place: Place = {}): Promise<Message> {
    return this.sandbox.post(`/chats/${chat.id}/messages`, {
      from: user.id,
      text,
      ...placed(place),
    });
  }

  /** Edits a person's own message, or the caption of their file. */
  edit(user: User, message: Message, text: string): Promise<Message> {
    const path = `/chats/${message.chat.id}/messages/${message.message_id}`;
    return this.sandbox.send('PATCH', path, { from: user.id, text });
  }

  /** Sends a file; as a photo it must be a PNG or JPEG. */
  async sendFile(
    user: User,
    chat: Chat,
    file: {
      name: string;
      bytes: Uint8Array<ArrayBuffer>;
      caption?: string;
      as?: 'document' | 'photo';
    },
    place: Place = {},
  ): Promise<Message> {
    const { name, bytes, caption, as = 'document' } = file;
    const described = { from: user.id, file_name: name, kind: as, caption, ...placed(place) };
    const path = withQuery(`/chats/${chat.id}/documents`, described);
    const init = { method: 'POST', body: bytes };
    const response = await this.sandbox.fetch(path, init);
    return (await response.json()) as Message;
  }

  /** Ages a message, so that a press on it reaches the bot without the message's content. */
  async makeInaccessible(message: Message): Promise<void> {
    await this.sandbox.post(`/chats/${message.chat.id}/messages/${message.message_id}/age`, {});
  }

  /** Presses a button that the message shows now, by its label or its position. */
  press(
    user: User,
    message: Message,
    button: string | { row: number; column: number },
  ): Promise<Press> {
    const which = typeof button === 'string' ? { label: button } : button;
    return this.#press(user, message, which);
  }

  /** Presses a button several times at once, as impatient people do. */
  async pressTimes(user: User, message: Message, label: string, times: number): Promise<Press[]> {
    const path = `/chats/${message.chat.id}/presses`;
    const pressed = { from: user.id, message_id: message.message_id, label, times };
    const { ids } = await this.sandbox.post<{ ids: string[] }>(path, pressed);
    return ids.map((id) => ({ id }));
  }

  /** Presses a button that the message doesn't show: an old one, or a forged one. */
  pressData(user: User, message: Message, callback_data: string): Promise<Press> {
    return this.#press(user, message, { callback_data });
  }

  /** Makes a press too old to be answered. */
  async expire(press: Press): Promise<void> {
    await this.sandbox.post(`/presses/${press.id}/expire`, {});
  }

  fault(fault: Fault): Promise<ActiveFault> {
    return this.sandbox.post('/faults', fault);
  }

  /** Ends one fault, or all. */
  async endFaults(fault?: ActiveFault): Promise<void> {
    await this.sandbox.send('DELETE', fault ? `/faults/${fault.id}` : '/faults');
  }

  /** Turns Telegram's rate limits on or off. */
  async limitRates(on: boolean): Promise<void> {
    await this.sandbox.post('/limits', { on });
  }

  async reset(): Promise<void> {
    await this.sandbox.post('/reset', {});
  }

  #setTopicClosed(
    chat: Chat,
    topic: Topic | undefined,
    closed: boolean,
    by: User | undefined,
  ): Promise<ChatState> {
    const path = `/chats/${chat.id}/topics/${topic?.message_thread_id ?? generalTopic}`;
    return this.sandbox.send('PATCH', path, { closed, ...(by && { by: by.id }) });
  }

  #press(user: User, message: Message, which: object): Promise<Press> {
    const path = `/chats/${message.chat.id}/presses`;
    return this.sandbox.post(path, { from: user.id, message_id: message.message_id, ...which });
  }
}

function placed({ replyTo, topic, anonymous }: Place): object {
  return {
    ...(replyTo !== undefined && { reply_to_message_id: replyTo }),
    ...(topic !== undefined && { message_thread_id: topic }),
    ...(anonymous !== undefined && { anonymous }),
  };
}
