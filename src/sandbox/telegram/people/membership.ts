import type { MemberStatus, User } from '../types.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import { asMember } from '../world/members.ts';
import type { Room } from '../world/rooms.ts';
import { unixNow, type World } from '../world/world.ts';
import { findGroup, findMember, findUser } from './find.ts';

/** Who joins or leaves, and who makes them; the group's owner unless told otherwise. */
export interface Moving {
  person: number;
  by?: number;
}

/** Adds a person or the bot to a group. */
export function addMember(world: World, chatId: number, { person, by }: Moving): Room {
  const room = findGroup(world, chatId);
  const user = findUser(world, person);
  if (room.isMember(person)) throw new ImpossibleAction(409, `${user.first_name} is in this group`);
  // Somebody who joins by themselves has followed a link.
  const actor = by === person ? user : actorOf(world, room, by);
  changeStanding(world, room, user, 'member', actor);
  world.post(room, { from: actor, new_chat_members: [user] });
  return room;
}

/** Removes somebody from a group. Who was removed by another can't rejoin by themselves. */
export function removeMember(world: World, chatId: number, { person, by }: Moving): Room {
  const room = findGroup(world, chatId);
  const user = findUser(world, person);
  if (!room.isMember(person))
    throw new ImpossibleAction(409, `${user.first_name} isn't in this group`);
  if (room.members.get(person) === 'creator')
    throw new ImpossibleAction(409, `${user.first_name} owns this group and stays in it`);
  const actor = by === person ? user : actorOf(world, room, by);
  // The bot gets the message while it is still in the group, then its new status.
  world.post(room, { from: actor, left_chat_member: user });
  changeStanding(world, room, user, actor === user ? 'left' : 'kicked', actor);
  return room;
}

export interface Standing {
  status: 'administrator' | 'member';
  is_anonymous?: boolean;
}

/** The group's owner makes somebody an administrator, or a plain member again. */
export function setStanding(
  world: World,
  chatId: number,
  person: number,
  { status, is_anonymous = false }: Standing,
): Room {
  const room = findGroup(world, chatId);
  const user = findUser(world, person);
  if (!room.isMember(person))
    throw new ImpossibleAction(409, `${user.first_name} isn't in this group`);
  if (is_anonymous && (status !== 'administrator' || room.chat.type !== 'supergroup'))
    throw new ImpossibleAction(400, 'Only administrators of a supergroup can be anonymous');
  const owner = room.members.get(person) === 'creator';
  if (owner && status === 'member')
    throw new ImpossibleAction(409, `${user.first_name} owns this group`);
  const actor = actorOf(world, room, undefined);
  changeStanding(world, room, user, owner ? 'creator' : status, actor, is_anonymous);
  return room;
}

/** Records somebody's new status in a chat, and tells the bot if it may know. */
export function changeStanding(
  world: World,
  room: Room,
  user: User,
  status: MemberStatus,
  actor: User,
  anonymous = false,
): void {
  const old_chat_member = asMember(room, user);
  room.members.set(user.id, status);
  if (anonymous) room.anonymous.add(user.id);
  else room.anonymous.delete(user.id);
  const { chat } = room;
  const change = { chat, from: actor, date: unixNow(), old_chat_member };
  const update = { ...change, new_chat_member: asMember(room, user) };
  if (user.id === world.bot.id) world.tell(room, 'my_chat_member', update);
  // About others only administrators are told (Bot API reference, Update).
  else if (room.members.get(world.bot.id) === 'administrator')
    world.tell(room, 'chat_member', update);
  world.emit({ type: 'chat', chat_id: chat.id });
}

/** Who acts in a group: its owner, unless another member is named. */
export function actorOf(world: World, room: Room, by: number | undefined): User {
  return by === undefined ? ownerOf(world, room) : findMember(world, room, by);
}

/** @throws {ImpossibleAction} 409 when nobody owns the group */
export function ownerOf(world: World, room: Room): User {
  for (const [id, status] of room.members) if (status === 'creator') return findUser(world, id);
  throw new ImpossibleAction(409, 'Nobody owns this group');
}
