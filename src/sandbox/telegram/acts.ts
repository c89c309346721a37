import { settle } from './formatting.ts';
import { asMember } from './members.ts';
import type { Press } from './presses.ts';
import type { Room } from './rooms.ts';
import type { Chat, InlineKeyboardButton, Message, User } from './types.ts';
import { unixNow, type World } from './world.ts';

/** Something that a person can't do here; nothing has changed. */
export class ImpossibleAct extends Error {
  override readonly name = 'ImpossibleAct';
  readonly status: 400 | 404 | 409;

  constructor(status: 400 | 404 | 409, message: string) {
    super(message);
    this.status = status;
  }
}

export type NewPerson = Omit<User, 'id' | 'is_bot'> & { id?: number };

/** A new person joins the world. */
export function addPerson(world: World, person: NewPerson): User {
  if (person.id !== undefined && (world.people.has(person.id) || person.id === world.bot.id))
    throw new ImpossibleAct(409, `There is already somebody with the id ${person.id}`);
  const added: User = { ...person, id: person.id ?? world.nextPersonId(), is_bot: false };
  world.people.set(added.id, added);
  return added;
}

export interface NewChat {
  type: Chat['type'];
  title?: string;
  /** People; the bot is always a member. */
  members: number[];
  /** Makes the bot an administrator, who sees every message. */
  bot_is_admin?: boolean;
}

/** Opens a chat with the bot in it. A private chat counts as started; there is one for each person. */
export function openChat(world: World, wanted: NewChat): Room {
  const members = wanted.members.map((id) => findPerson(world, id));
  return wanted.type === 'private'
    ? openPrivate(world, members)
    : openGroup(world, wanted, members);
}

function openPrivate(world: World, members: User[]): Room {
  const [person] = members;
  if (!person || members.length > 1)
    throw new ImpossibleAct(400, 'A private chat is between the bot and one person');
  const { id, first_name, last_name, username } = person;
  const chat: Chat = { id, type: 'private', first_name };
  if (last_name !== undefined) chat.last_name = last_name;
  if (username !== undefined) chat.username = username;
  const room = world.openRoom(chat);
  room.members.set(id, 'member').set(world.bot.id, 'member');
  return room;
}

function openGroup(world: World, wanted: NewChat, members: User[]): Room {
  const [founder] = members;
  if (!founder) throw new ImpossibleAct(400, 'A group has at least one member');
  if (!wanted.title) throw new ImpossibleAct(400, 'A group has a title');
  const room = world.openRoom({ type: wanted.type, title: wanted.title });
  for (const { id } of members) room.members.set(id, 'member');
  room.members.set(founder.id, 'creator');
  room.members.set(world.bot.id, wanted.bot_is_admin ? 'administrator' : 'member');
  world.tell(room, 'my_chat_member', {
    chat: room.chat,
    from: founder,
    date: unixNow(),
    old_chat_member: { user: world.bot, status: 'left' },
    new_chat_member: asMember(room, world.bot),
  });
  world.post(
    room,
    wanted.type === 'group'
      ? { from: founder, group_chat_created: true }
      : { from: founder, new_chat_members: [world.bot] },
  );
  return room;
}

export interface NewMessage {
  from: number;
  text: string;
  reply_to_message_id?: number;
}

/** A person writes in a chat, perhaps as a reply. Commands, names and links in it are marked. */
export function say(world: World, chatId: number, said: NewMessage): Message {
  const room = findRoom(world, chatId);
  const from = findMember(world, room, said.from);
  const { text, entities } = settle({ text: said.text, entities: [] });
  if (text === '' || [...text].length > 4096)
    throw new ImpossibleAct(400, 'A message has 1 to 4096 characters');
  if (said.reply_to_message_id !== undefined && !room.get(said.reply_to_message_id))
    throw new ImpossibleAct(404, `There is no message ${said.reply_to_message_id} to reply to`);
  const message = world.post(room, {
    from,
    text,
    ...(entities.length > 0 && { entities }),
    ...(said.reply_to_message_id !== undefined && { reply_to: said.reply_to_message_id }),
  });
  return room.asShown(message);
}

/** Which button to press: by its label, by its place, or by data it may never have carried. */
export interface NewPress {
  from: number;
  message_id: number;
  label?: string;
  row?: number;
  column?: number;
  callback_data?: string;
}

/** A person presses a button; the bot gets a callback query. */
export function press(world: World, chatId: number, wanted: NewPress): Press {
  const room = findRoom(world, chatId);
  const from = findMember(world, room, wanted.from);
  const message = room.get(wanted.message_id);
  const data = wanted.callback_data ?? dataOf(buttonOf(room, wanted));
  const added = world.presses.add({
    from: from.id,
    chat_id: room.chat.id,
    message_id: wanted.message_id,
    data,
  });
  world.tell(room, 'callback_query', {
    id: added.id,
    from,
    // tdlib Client.cpp, JsonInaccessibleMessage: a message that is gone has the date 0.
    message: message
      ? room.asSent(message)
      : { message_id: wanted.message_id, chat: room.chat, date: 0 },
    chat_instance: room.instance,
    data,
  });
  return added;
}

function buttonOf(room: Room, wanted: NewPress): InlineKeyboardButton {
  const rows = room.get(wanted.message_id)?.reply_markup?.inline_keyboard;
  if (!rows) throw new ImpossibleAct(404, `Message ${wanted.message_id} shows no buttons`);
  const button =
    wanted.label === undefined
      ? rows[wanted.row ?? 0]?.[wanted.column ?? 0]
      : rows.flat().find(({ text }) => text === wanted.label);
  if (button) return button;
  const shown = rows.flat().map(({ text }) => JSON.stringify(text));
  throw new ImpossibleAct(404, `There is no such button; shown are ${shown.join(', ')}`);
}

function dataOf(button: InlineKeyboardButton): string {
  if (button.callback_data !== undefined) return button.callback_data;
  throw new ImpossibleAct(400, `The button "${button.text}" doesn't call the bot`);
}

export function findRoom(world: World, chatId: number): Room {
  const room = world.rooms.get(chatId);
  if (!room) throw new ImpossibleAct(404, `There is no chat ${chatId}`);
  return room;
}

function findPerson(world: World, id: number): User {
  const person = world.people.get(id);
  if (!person) throw new ImpossibleAct(404, `There is no person ${id}`);
  return person;
}

function findMember(world: World, room: Room, id: number): User {
  const person = findPerson(world, id);
  const status = room.members.get(id);
  if (status === undefined || status === 'left' || status === 'kicked')
    throw new ImpossibleAct(400, `${person.first_name} isn't in this chat`);
  return person;
}
