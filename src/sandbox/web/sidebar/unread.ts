/** Which messages somebody hasn't read yet. */
import { serviceText } from '../world/summary.ts';
import type { Chat, Message } from '../world/telegram.ts';
import { hasTopics } from '../world/topics.ts';

/** The newest message that somebody has seen in a chat or topic. */
export interface ReadMark {
  id: number;
  /** Seconds since 1970. A sandbox that started over counts its messages from 1 again, but later. */
  date: number;
}

/** By `markKey`. */
export type ReadMarks = Readonly<Record<string, ReadMark>>;

export const markKey = (personId: number, chatId: number, topicId: number | undefined): string =>
  `${personId}/${chatId}/${topicId ?? 0}`;

/** More than this many are shown as so many and a plus. */
export const maxCounted = 99;

/**
 * How many messages of others somebody hasn't read in a chat, all its topics together unless only those of
 * one are given. Who joined or left doesn't count. At most one more than `maxCounted`.
 */
export function unreadCount(
  marks: ReadMarks,
  personId: number,
  chat: Chat,
  messages: readonly Message[] = [],
): number {
  // In a chat without topics everything before a message that was read was read too.
  const allInOne = !hasTopics(chat);
  let count = 0;
  for (let index = messages.length - 1; index >= 0 && count <= maxCounted; index -= 1) {
    const message = messages[index];
    if (message === undefined) break;
    const mark = marks[markKey(personId, chat.id, message.message_thread_id)];
    if (!isUnread(message, mark)) {
      if (allInOne) break;
    } else if (message.from?.id !== personId && serviceText(message) === undefined) count += 1;
  }
  return count;
}

const isUnread = (message: Message, mark: ReadMark | undefined): boolean =>
  mark === undefined || message.message_id > mark.id || message.date > mark.date;

/** The marks after a message was seen; the same object when that is no news. */
export function afterSeeing(
  marks: ReadMarks,
  key: string,
  { message_id, date }: Message,
): ReadMarks {
  const mark = marks[key];
  if (mark?.id === message_id && mark.date === date) return marks;
  return { ...marks, [key]: { id: message_id, date } };
}

export const countText = (count: number): string =>
  count > maxCounted ? `${maxCounted}+` : `${count}`;
