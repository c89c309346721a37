/** Reads chats from the sandbox, a few at a time, and again when something happened meanwhile. */

import type { Message } from '../world/telegram.ts';
import { readMessages } from '../world/telegram.ts';

export interface ChatReader {
  /** Reads a chat, after those that were asked for before. */
  again(chatId: number): void;
  /** Something happened in the chat: what is being read at this moment may be older, and is read once more. */
  overtake(chatId: number): void;
}

/** A browser opens six connections to a server, one of which is the stream of events. */
const AT_ONCE = 3;

export function createChatReader(
  onRead: (chatId: number, messages: readonly Message[]) => void,
): ChatReader {
  const waiting = new Set<number>();
  const reading = new Map<number, 'current' | 'overtaken'>();

  const read = async (chatId: number): Promise<void> => {
    try {
      do {
        reading.set(chatId, 'current');
        onRead(chatId, await readMessages(chatId));
      } while (reading.get(chatId) === 'overtaken');
    } catch {
      // The chat went with a world that started over, or the sandbox is gone, which the page says: once
      // its events come again, everything is read again.
    } finally {
      reading.delete(chatId);
      readNext();
    }
  };
  const readNext = (): void => {
    for (const chatId of waiting) {
      if (reading.size >= AT_ONCE) return;
      waiting.delete(chatId);
      void read(chatId);
    }
  };
  const overtake = (chatId: number): void => {
    if (reading.has(chatId)) reading.set(chatId, 'overtaken');
  };
  return {
    again(chatId) {
      if (reading.has(chatId)) {
        overtake(chatId);
        return;
      }
      waiting.add(chatId);
      readNext();
    },
    overtake,
  };
}
