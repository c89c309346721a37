import type { MemberStatus, User } from '../types.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import { asMember } from '../world/members.ts';
import type { Room } from '../world/rooms.ts';
import { unixNow, type World } from '../world/world.ts';
import { findGroup, findMember, findUser } from './find.ts';

/** Who joins or goes, and who does it to them; the group's owner unless said otherwise. */
export interface Moving {
  person: number;
  by?: number;
}

/** Brings a person or the bot into a group. */
export function addMember(world: World, chatId: number, { person, by }: Moving): Room {
  const room = findGroup(world, chatId);
  const user = findUser(world, person);
  if (room.isMember(person)) throw new ImpossibleAction(409, `${user.first_name} is in this group`);
  // Who comes by themselves has followed a link.
  const actor = by === person ? user : actorOf(world, room, by);
  changeStanding(world, room, user, 'member', actor);
  world.post(room, { from: actor, new_chat_members: [user] });
  return room;
}

/** Somebody leaves, or is thrown out by another, who may then not come back by themselves. */
export function removeMember(world: World, chatId: number, { person, by }: Moving): Room {
  const room = findGroup(world, chatId);
  const user = findUser(world, person);
  if (!room.isMember(person))
    throw new ImpossibleAction(409, `${user.first_name} isn't in this group`);
  if (room.members.get(person) === 'creator')
    throw new ImpossibleAction(409, `${user.first_name} owns this group and stays in it`);
  const actor = by === person ? user : actorOf(world, room, by);
  // The bot hears the message while it is in the group, and then what has become of it.
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

/** Notes somebody's new place in a chat, and tells the bot as far as it may know. */
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
  // Bot API reference, Update: of others only an administrator hears.
  else if (room.members.get(world.bot.id) === 'administrator')
    world.tell(room, 'chat_member', update);
  world.emit({ type: 'chat', chat_id: chat.id });
}

/** Who does something in a group: its owner unless somebody is named, who must be in it. */
export function actorOf(world: World, room: Room, by: number | undefined): User {
  return by === undefined ? ownerOf(world, room) : findMember(world, room, by);
}

/** @throws {ImpossibleAction} 409 when nobody owns the group */
export function ownerOf(world: World, room: Room): User {
  for (const [id, status] of room.members) if (status === 'creator') return findUser(world, id);
  throw new ImpossibleAction(409, 'Nobody owns this group');
}
