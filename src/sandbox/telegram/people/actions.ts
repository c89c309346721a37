import type { Chat, InlineKeyboardButton, User } from '../types.ts';
import type { KeptChat } from '../world/chats.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import { asMember } from '../world/members.ts';
import type { Press } from '../world/presses.ts';
import { unixNow, type World } from '../world/world.ts';
import { findChat, findMember, findPerson } from './find.ts';
import { privateChatOf } from './people.ts';

const maxPeople = 20_000;
const maxChats = 20_000;

export type NewPerson = Omit<User, 'id' | 'is_bot'> & { id?: number };

/** Adds a person. */
export function addPerson(world: World, person: NewPerson): User {
  if (person.id !== undefined && (world.people.has(person.id) || person.id === world.bot.id))
    throw new ImpossibleAction(409, `There is already somebody with the id ${person.id}`);
  if (world.people.size >= maxPeople)
    throw new ImpossibleAction(409, `There are ${maxPeople} people already`);
  const added: User = { ...person, id: person.id ?? world.nextPersonId(), is_bot: false };
  world.people.set(added.id, added);
  world.emit({ type: 'person', person_id: added.id });
  return added;
}

export interface NewChat {
  type: Chat['type'];
  title?: string;
  /** People; the bot is always a member. */
  members: number[];
  /** Makes the bot an administrator, who sees every message. */
  bot_is_admin?: boolean;
  /** With topics; only supergroups have them. */
  is_forum?: boolean;
}

/** Opens a chat with the bot in it. A private chat counts as started, and each person has one. */
export function openChat(world: World, wanted: NewChat): KeptChat {
  if (world.chats.size >= maxChats)
    throw new ImpossibleAction(409, `There are ${maxChats} chats already`);
  const members = wanted.members.map((id) => findPerson(world, id));
  return wanted.type === 'private'
    ? openPrivate(world, members)
    : openGroup(world, wanted, members);
}

function openPrivate(world: World, members: User[]): KeptChat {
  const [person] = members;
  if (!person || members.length > 1)
    throw new ImpossibleAction(400, 'A private chat is between the bot and one person');
  const chat = world.openChat(privateChatOf(person));
  if (chat.members.size === 0) {
    chat.members.set(person.id, 'member').set(world.bot.id, 'member');
    world.emit({ type: 'chat', chat_id: chat.info.id });
  }
  return chat;
}

function openGroup(world: World, wanted: NewChat, members: User[]): KeptChat {
  const [founder] = members;
  if (!founder) throw new ImpossibleAction(400, 'A group has at least one member');
  if (!wanted.title) throw new ImpossibleAction(400, 'A group has a title');
  if (wanted.is_forum && wanted.type !== 'supergroup')
    throw new ImpossibleAction(400, 'Only a supergroup has topics');
  const { type, title } = wanted;
  const chat = world.openChat({ type, title, ...(wanted.is_forum && { is_forum: true }) });
  for (const { id } of members) chat.members.set(id, 'member');
  chat.members.set(founder.id, 'creator');
  chat.members.set(world.bot.id, wanted.bot_is_admin ? 'administrator' : 'member');
  world.emit({ type: 'chat', chat_id: chat.info.id });
  world.tell(chat, 'my_chat_member', {
    chat: chat.info,
    from: founder,
    date: unixNow(),
    old_chat_member: { user: world.bot, status: 'left' },
    new_chat_member: asMember(chat, world.bot),
  });
  world.post(
    chat,
    wanted.type === 'group'
      ? { from: founder, group_chat_created: true }
      : { from: founder, new_chat_members: [world.bot] },
  );
  return chat;
}

/** The button to press: by label, by position, or by data that the message may never have carried. */
export interface NewPress {
  from: number;
  message_id: number;
  label?: string;
  row?: number;
  column?: number;
  callback_data?: string;
}

/** A person presses a button several times at once, as impatient people do. */
export function pressTimes(world: World, chatId: number, wanted: NewPress, times: number): Press[] {
  return Array.from({ length: times }, () => press(world, chatId, wanted));
}

/** A person presses a button; the bot gets a callback query. */
export function press(world: World, chatId: number, wanted: NewPress): Press {
  const chat = findChat(world, chatId);
  const from = findMember(world, chat, wanted.from);
  const data = wanted.callback_data ?? dataOf(buttonOf(chat, wanted));
  const { message_id } = wanted;
  const added = world.presses.add({ from: from.id, chat_id: chat.info.id, message_id, data });
  bringPress(world, chat, added, added.id);
  const seconds = world.faults.redeliveryAfter();
  if (seconds !== undefined)
    world.timers.set(seconds * 1000, () => {
      if (!added.answered) bringPress(world, chat, added, world.presses.again(added));
    });
  return added;
}

function bringPress(
  world: World,
  chat: KeptChat,
  { from, message_id, data }: Press,
  id: string,
): void {
  world.tell(chat, 'callback_query', {
    id,
    from: findPerson(world, from),
    message: chat.asPressed(message_id),
    chat_instance: chat.instance,
    data,
  });
}

function buttonOf(chat: KeptChat, wanted: NewPress): InlineKeyboardButton {
  const rows = chat.get(wanted.message_id)?.reply_markup?.inline_keyboard;
  if (!rows) throw new ImpossibleAction(404, `Message ${wanted.message_id} shows no buttons`);
  const button =
    wanted.label === undefined
      ? rows[wanted.row ?? 0]?.[wanted.column ?? 0]
      : rows.flat().find(({ text }) => text === wanted.label);
  if (button) return button;
  const shown = rows.flat().map(({ text }) => JSON.stringify(text));
  throw new ImpossibleAction(404, `There is no such button; shown are ${shown.join(', ')}`);
}

function dataOf(button: InlineKeyboardButton): string {
  if (button.callback_data !== undefined) return button.callback_data;
  throw new ImpossibleAction(400, `The button "${button.text}" doesn't call the bot`);
}
