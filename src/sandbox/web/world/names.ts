/** Names of people and chats. */
import type { Chat, Message, User, World } from './telegram.ts';

export const fullName = (user: Pick<User, 'first_name' | 'last_name'>): string =>
  user.last_name === undefined ? user.first_name : `${user.first_name} ${user.last_name}`;

/** A chat's title; a private chat has the bot's name, since it is seen from the person's side. */
export const titleOf = (chat: Chat, world: World): string =>
  chat.type === 'private' ? fullName(world.bot) : (chat.title ?? '?');

/** The displayed author of a message: its sender, or the group for an anonymous administrator. */
export function authorOf(message: Pick<Message, 'from' | 'sender_chat'>): Author {
  const { from, sender_chat: group } = message;
  if (group !== undefined) return { id: group.id, name: group.title ?? '?', anonymous: true };
  return { id: from?.id ?? 0, name: from ? fullName(from) : '?', anonymous: false };
}

export interface Author {
  id: number;
  name: string;
  anonymous: boolean;
}

/** One or two initials, for the round picture. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? '?')][0])
    .join('')
    .toLocaleUpperCase();
}

/** One of seven hues, always the same for the same ID. */
export const hueOf = (id: number): number => Math.abs(id) % 7;
