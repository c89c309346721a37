import type { MemberStatus, User } from '../types.ts';
import type { KeptChat } from '../world/chats.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import { asMember } from '../world/members.ts';
import { unixNow, type World } from '../world/world.ts';
import { findGroup, findMember, findUser } from './find.ts';

/** Who joins or leaves, and who makes them; the group's owner unless told otherwise. */
export interface Moving {
  person: number;
  by?: number;
}

/** Adds a person or the bot to a group. */
export function addMember(world: World, chatId: number, { person, by }: Moving): KeptChat {
  const chat = findGroup(world, chatId);
  const user = findUser(world, person);
  if (chat.isMember(person)) throw new ImpossibleAction(409, `${user.first_name} is in this group`);
  // Somebody who joins by themselves has followed a link.
  const actor = by === person ? user : actorOf(world, chat, by);
  changeStatus(world, chat, user, 'member', actor);
  world.post(chat, { from: actor, new_chat_members: [user] });
  return chat;
}

/** Removes somebody from a group. Who was removed by another can't rejoin by themselves. */
export function removeMember(world: World, chatId: number, { person, by }: Moving): KeptChat {
  const chat = findGroup(world, chatId);
  const user = findUser(world, person);
  if (!chat.isMember(person))
    throw new ImpossibleAction(409, `${user.first_name} isn't in this group`);
  if (chat.members.get(person) === 'creator')
    throw new ImpossibleAction(409, `${user.first_name} owns this group and stays in it`);
  const actor = by === person ? user : actorOf(world, chat, by);
  // The bot gets the message while it is still in the group, then its new status.
  world.post(chat, { from: actor, left_chat_member: user });
  changeStatus(world, chat, user, actor === user ? 'left' : 'kicked', actor);
  return chat;
}

export interface StatusChange {
  status: 'administrator' | 'member';
  is_anonymous?: boolean;
}

/** The group's owner makes somebody an administrator, or a plain member again. */
export function setStatus(
  world: World,
  chatId: number,
  person: number,
  { status, is_anonymous = false }: StatusChange,
): KeptChat {
  const chat = findGroup(world, chatId);
  const user = findUser(world, person);
  if (!chat.isMember(person))
    throw new ImpossibleAction(409, `${user.first_name} isn't in this group`);
  if (is_anonymous && (status !== 'administrator' || chat.info.type !== 'supergroup'))
    throw new ImpossibleAction(400, 'Only administrators of a supergroup can be anonymous');
  const owner = chat.members.get(person) === 'creator';
  if (owner && status === 'member')
    throw new ImpossibleAction(409, `${user.first_name} owns this group`);
  const actor = actorOf(world, chat, undefined);
  changeStatus(world, chat, user, owner ? 'creator' : status, actor, is_anonymous);
  return chat;
}

/** Records somebody's new status in a chat, and tells the bot if it may know. */
export function changeStatus(
  world: World,
  chat: KeptChat,
  user: User,
  status: MemberStatus,
  actor: User,
  anonymous = false,
): void {
  const old_chat_member = asMember(chat, user);
  chat.members.set(user.id, status);
  if (anonymous) chat.anonymous.add(user.id);
  else chat.anonymous.delete(user.id);
  const change = { chat: chat.info, from: actor, date: unixNow(), old_chat_member };
  const update = { ...change, new_chat_member: asMember(chat, user) };
  if (user.id === world.bot.id) world.tell(chat, 'my_chat_member', update);
  // About others only administrators are told (Bot API reference, Update).
  else if (chat.members.get(world.bot.id) === 'administrator')
    world.tell(chat, 'chat_member', update);
  world.emit({ type: 'chat', chat_id: chat.info.id });
}

/** Who acts in a group: its owner, unless another member is named. */
export function actorOf(world: World, chat: KeptChat, by: number | undefined): User {
  return by === undefined ? ownerOf(world, chat) : findMember(world, chat, by);
}

/** @throws {ImpossibleAction} 409 when nobody owns the group */
export function ownerOf(world: World, chat: KeptChat): User {
  for (const [id, status] of chat.members) if (status === 'creator') return findUser(world, id);
  throw new ImpossibleAction(409, 'Nobody owns this group');
}
