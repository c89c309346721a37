import type { Api } from 'grammy';
import type { ChatMember } from 'grammy/types';
import { isRefusal } from './errors.ts';

/** Whether somebody is in a group, by what Telegram says of them (Telegram Bot API, ChatMember). */
export function isPresent(member: ChatMember): boolean {
  if (member.status === 'restricted') return member.is_member;
  return member.status !== 'left' && member.status !== 'kicked';
}

/**
 * Asks Telegram at each call. A bot that is no longer in the group can't tell, and then nobody counts as being in it.
 * @throws what tells that Telegram could not be reached
 */
export async function isInGroup(api: Api, groupId: number, personId: number): Promise<boolean> {
  try {
    return isPresent(await api.getChatMember(groupId, personId));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return false;
  }
}
