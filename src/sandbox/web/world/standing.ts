/** A person's role in a chat. */
import type { Chat, Standing } from './telegram.ts';

export const standingOf = (chat: Chat, userId: number): Standing | undefined =>
  chat.standings.find(({ id }) => id === userId);

export function isAdministrator(chat: Chat, userId: number): boolean {
  const status = standingOf(chat, userId)?.status;
  return status === 'creator' || status === 'administrator';
}
