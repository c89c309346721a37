/** Requests to the Telegram sandbox that change people and chats. */

import type { Chat, Topic, User } from '../world/telegram.ts';
import { postJson, requestJson } from './json-request.ts';

export interface NewPerson {
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

/** Adds a person with a private chat with the bot, not started yet. */
export async function addPerson(wanted: NewPerson): Promise<User> {
  const person = await postJson<User>('/sandbox/people', wanted);
  await postJson('/sandbox/chats', { type: 'private', members: [person.id] });
  return person;
}

/** @param language the language of the person's Telegram app, for example `id` */
export const setLanguage = (personId: number, language: string): Promise<User> =>
  requestJson('PATCH', `/sandbox/people/${personId}`, { language_code: language });

/** Blocks or unblocks the bot for a person. */
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

/** Adds a person or the bot to a group. */
export const addMember = (chatId: number, person: number, by: number): Promise<Chat> =>
  postJson(`/sandbox/chats/${chatId}/members`, { person, by });

/** Removes a person or the bot from a group; a person who removes themselves leaves it. */
export const removeMember = (chatId: number, person: number, by: number): Promise<Chat> =>
  requestJson('DELETE', `/sandbox/chats/${chatId}/members/${person}?by=${by}`, {});

/** Makes somebody an administrator, in a supergroup perhaps an anonymous one, or a plain member again. */
export const setStanding = (
  chatId: number,
  person: number,
  standing: { status: 'administrator' | 'member'; is_anonymous?: boolean },
): Promise<Chat> => requestJson('PATCH', `/sandbox/chats/${chatId}/members/${person}`, standing);

/** Upgrades a group; returns the supergroup, which has another ID. */
export const upgradeGroup = (chatId: number): Promise<Pick<Chat, 'id'>> =>
  postJson(`/sandbox/chats/${chatId}/upgrade`, {});

/** The ID of General in the sandbox's interface. */
const generalTopic = 1;

/** Closes or reopens a topic, General without an ID. */
export const setTopicClosed = (
  chatId: number,
  topicId: number | undefined,
  closed: boolean,
  by: number,
): Promise<Chat> =>
  requestJson('PATCH', `/sandbox/chats/${chatId}/topics/${topicId ?? generalTopic}`, {
    closed,
    by,
  });

export const addTopic = (chatId: number, name: string, from: number): Promise<Topic> =>
  postJson(`/sandbox/chats/${chatId}/topics`, { name, from });
