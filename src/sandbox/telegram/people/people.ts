import type { Chat, User } from '../types.ts';
import type { KeptChat } from '../world/chats.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import { asMember } from '../world/members.ts';
import { unixNow, type World } from '../world/world.ts';
import { findChat, findGroup, findPerson } from './find.ts';
import { actorOf } from './membership.ts';

/** What a person can change about themselves; `null` removes a field. */
export interface PersonChange {
  first_name?: string;
  last_name?: string | null;
  username?: string | null;
  language_code?: string | null;
}

/** Changes a person's name or language, in their private chat too. */
export function changePerson(world: World, id: number, change: PersonChange): User {
  const old = findPerson(world, id);
  const { first_name, last_name, username, language_code } = { ...old, ...change };
  const person: User = {
    id,
    is_bot: false,
    first_name,
    ...(typeof last_name === 'string' && { last_name }),
    ...(typeof username === 'string' && { username }),
    ...(typeof language_code === 'string' && { language_code }),
  };
  world.people.set(id, person);
  const chat = world.chats.get(id);
  if (chat) chat.info = privateChatOf(person);
  world.emit({ type: 'person', person_id: id });
  return person;
}

/** A private chat has the person's ID and names. */
export function privateChatOf({ id, first_name, last_name, username }: User): Chat {
  return {
    id,
    type: 'private',
    first_name,
    ...(last_name !== undefined && { last_name }),
    ...(username !== undefined && { username }),
  };
}

/** Blocks or unblocks the bot for a person; the bot is told, and can't write in between. */
export function setBlocked(world: World, id: number, blocked: boolean): void {
  const person = findPerson(world, id);
  const chat = findChat(world, id);
  if (chat.blocked === blocked) {
    const already = blocked ? 'has blocked the bot already' : "hasn't blocked the bot";
    throw new ImpossibleAction(409, `${person.first_name} ${already}`);
  }
  const old_chat_member = asMember(chat, world.bot);
  chat.blocked = blocked;
  chat.members.set(world.bot.id, blocked ? 'kicked' : 'member');
  const change = { chat: chat.info, from: person, date: unixNow(), old_chat_member };
  world.tell(chat, 'my_chat_member', { ...change, new_chat_member: asMember(chat, world.bot) });
  world.emit({ type: 'chat', chat_id: id });
  world.emit({ type: 'person', person_id: id });
}

/** Gives a group another title, and posts the service message about it. */
export function rename(world: World, chat: KeptChat, from: User, title: string): void {
  chat.info = { ...chat.info, title };
  world.post(chat, { from, new_chat_title: title });
  world.emit({ type: 'chat', chat_id: chat.info.id });
}

/** A person renames a group; its owner unless told otherwise. @throws {ImpossibleAction} 400, 404, 409 */
export function renameGroup(
  world: World,
  chatId: number,
  { title, by }: { title: string; by?: number },
): KeptChat {
  const chat = findGroup(world, chatId);
  rename(world, chat, actorOf(world, chat, by), title);
  return chat;
}
