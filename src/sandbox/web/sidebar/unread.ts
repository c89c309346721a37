/** Counts unread messages. */
import { isService } from '../world/summary.ts';
import type { Chat, Message } from '../world/telegram.ts';
import { hasTopics } from '../world/topics.ts';

/** The newest message that somebody has seen in a chat or topic. */
export interface ReadMark {
  id: number;
  /** Seconds since 1970; tells messages apart whose IDs start at 1 again after a reset. */
  date: number;
}

/** By `markKey`. */
export type ReadMarks = Readonly<Record<string, ReadMark>>;

export const markKey = (personId: number, chatId: number, topicId: number | undefined): string =>
  `${personId}/${chatId}/${topicId ?? 0}`;

/** The highest number that is shown; more are shown as this with a plus. */
export const maxCounted = 99;

/**
 * The number of unread messages by others, in the whole chat or among the given messages of a
 * topic; joins and leaves don't count. At most `maxCounted` + 1.
 */
export function unreadCount(
  marks: ReadMarks,
  personId: number,
  chat: Chat,
  messages: readonly Message[] = [],
): number {
  // Without topics, everything before a read message is read.
  const allInOne = !hasTopics(chat);
  let count = 0;
  for (let index = messages.length - 1; index >= 0 && count <= maxCounted; index -= 1) {
    const message = messages[index];
    if (message === undefined) break;
    const mark = marks[markKey(personId, chat.id, message.message_thread_id)];
    if (!isUnread(message, mark)) {
      if (allInOne) break;
    } else if (message.from?.id !== personId && !isService(message)) count += 1;
  }
  return count;
}

const isUnread = (message: Message, mark: ReadMark | undefined): boolean =>
  mark === undefined || message.message_id > mark.id || message.date > mark.date;

/** The marks after a message was seen; the same object if nothing changes. */
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
