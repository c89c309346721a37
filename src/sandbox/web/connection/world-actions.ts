/** What changes who is there and in which chat: the calls of the Telegram sandbox's HTTP interface for it. */

import type { Chat, Topic, User } from '../world/telegram.ts';
import { postJson, requestJson } from './json-request.ts';

export interface NewPerson {
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

/** Somebody new, with a private chat with the bot that isn't started yet. */
export async function addPerson(wanted: NewPerson): Promise<User> {
  const person = await postJson<User>('/sandbox/people', wanted);
  await postJson('/sandbox/chats', { type: 'private', members: [person.id] });
  return person;
}

/** @param language the language of the person's Telegram app, for example `id` */
export const setLanguage = (personId: number, language: string): Promise<User> =>
  requestJson('PATCH', `/sandbox/people/${personId}`, { language_code: language });

/** Stops the bot for a person, or lets it speak to them again. */
export const setBlocked = (personId: number, blocked: boolean): Promise<unknown> =>
  postJson(`/sandbox/people/${personId}/${blocked ? 'block' : 'unblock'}`, {});

export interface NewGroup {
  type: 'group' | 'supergroup';
  title: string;
  /** The first one owns the group; the bot is a member too. */
  members: number[];
  is_forum?: boolean;
}

export const addGroup = (wanted: NewGroup): Promise<Pick<Chat, 'id'>> =>
  postJson('/sandbox/chats', wanted);

/** Brings a person, or the bot, into a group. */
export const addMember = (chatId: number, person: number, by: number): Promise<Chat> =>
  postJson(`/sandbox/chats/${chatId}/members`, { person, by });

/** Takes a person, or the bot, out of a group; whoever removes themselves leaves it. */
export const removeMember = (chatId: number, person: number, by: number): Promise<Chat> =>
  requestJson('DELETE', `/sandbox/chats/${chatId}/members/${person}?by=${by}`, {});

/** Makes somebody an administrator, who may be anonymous in a supergroup, or a plain member again. */
export const setStanding = (
  chatId: number,
  person: number,
  standing: { status: 'administrator' | 'member'; is_anonymous?: boolean },
): Promise<Chat> => requestJson('PATCH', `/sandbox/chats/${chatId}/members/${person}`, standing);

/** Makes a supergroup of a group: a chat with another number, which is answered. */
export const upgradeGroup = (chatId: number): Promise<Pick<Chat, 'id'>> =>
  postJson(`/sandbox/chats/${chatId}/upgrade`, {});

export const addTopic = (chatId: number, name: string, from: number): Promise<Topic> =>
  postJson(`/sandbox/chats/${chatId}/topics`, { name, from });
