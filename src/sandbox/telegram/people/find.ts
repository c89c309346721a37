import type { User } from '../types.ts';
import type { KeptChat } from '../world/chats.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import type { World } from '../world/world.ts';

/** @throws {ImpossibleAction} 404 */
export function findChat(world: World, chatId: number): KeptChat {
  const chat = world.chats.get(chatId);
  if (!chat) throw new ImpossibleAction(404, `There is no chat ${chatId}`);
  return chat;
}

/** @throws {ImpossibleAction} 404 for an unknown chat, 400 for a private one, 409 for an upgraded group */
export function findGroup(world: World, chatId: number): KeptChat {
  const chat = findChat(world, chatId);
  if (chat.info.type === 'private') throw new ImpossibleAction(400, 'A private chat is no group');
  checkInUse(chat);
  return chat;
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
export function findMember(world: World, chat: KeptChat, id: number): User {
  const person = findPerson(world, id);
  checkInUse(chat);
  if (!chat.isMember(id))
    throw new ImpossibleAction(400, `${person.first_name} isn't in this chat`);
  if (chat.blocked)
    throw new ImpossibleAction(409, `${person.first_name} has blocked the bot; unblock it first`);
  return person;
}

function checkInUse({ upgradedTo }: KeptChat): void {
  if (upgradedTo !== undefined)
    throw new ImpossibleAction(409, `This group was upgraded to the supergroup ${upgradedTo}`);
}
