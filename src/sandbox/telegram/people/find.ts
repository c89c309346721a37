import type { User } from '../types.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import type { Room } from '../world/rooms.ts';
import type { World } from '../world/world.ts';

/** @throws {ImpossibleAction} 404 */
export function findRoom(world: World, chatId: number): Room {
  const room = world.rooms.get(chatId);
  if (!room) throw new ImpossibleAction(404, `There is no chat ${chatId}`);
  return room;
}

/** @throws {ImpossibleAction} 404 for an unknown chat, 400 for a private one, 409 for an upgraded group */
export function findGroup(world: World, chatId: number): Room {
  const room = findRoom(world, chatId);
  if (room.chat.type === 'private') throw new ImpossibleAction(400, 'A private chat is no group');
  checkInUse(room);
  return room;
}

/** @throws {ImpossibleAction} 404 */
export function findPerson(world: World, id: number): User {
  const person = world.people.get(id);
  if (!person) throw new ImpossibleAction(404, `There is no person ${id}`);
  return person;
}

/** A person or the bot itself. */
export function findUser(world: World, id: number): User {
  return id === world.bot.id ? world.bot : findPerson(world, id);
}

/** A person who can act in the chat now. */
export function findMember(world: World, room: Room, id: number): User {
  const person = findPerson(world, id);
  checkInUse(room);
  if (!room.isMember(id))
    throw new ImpossibleAction(400, `${person.first_name} isn't in this chat`);
  if (room.blocked)
    throw new ImpossibleAction(409, `${person.first_name} has blocked the bot; unblock it first`);
  return person;
}

function checkInUse({ upgradedTo }: Room): void {
  if (upgradedTo !== undefined)
    throw new ImpossibleAction(409, `This group was upgraded to the supergroup ${upgradedTo}`);
}
