/** Reads chats from the sandbox, many per request, and again if something happened meanwhile. */

import type { Message } from '../world/telegram.ts';

export interface ChatReader {
  /** Reads a chat, after those that were asked for before. */
  again(chatId: number): void;
  /** Something happened in the chat: if it is being read now, it is read once more. */
  overtake(chatId: number): void;
  /** There is nothing any more of what was asked for: neither is that read, nor what is on its way handed over. */
  forget(): void;
}

const chatsPerRequest = 25;

/** Browsers open six connections to a server; one of them is the stream of events. */
const requestsAtOnce = 2;

/** The messages of some chats, by chat ID; chats that don't exist are left out. */
type ReadMessages = (chatIds: readonly number[]) => Promise<Record<number, readonly Message[]>>;

export function createChatReader(
  readMessages: ReadMessages,
  onRead: (chatId: number, messages: readonly Message[]) => void,
): ChatReader {
  const waiting = new Set<number>();
  let reading = new Map<number, 'current' | 'overtaken'>();
  let requests = 0;

  const read = async (chatIds: readonly number[]): Promise<void> => {
    requests += 1;
    const mine = reading;
    for (const chatId of chatIds) mine.set(chatId, 'current');
    try {
      const messagesOf = await readMessages(chatIds);
      if (mine !== reading) return;
      for (const chatId of chatIds) {
        const messages = messagesOf[chatId];
        if (messages) onRead(chatId, messages);
        if (mine.get(chatId) === 'overtaken') waiting.add(chatId);
      }
    } catch {
      // The sandbox is down, which the page shows; once its events return, everything is read
      // again.
    } finally {
      for (const chatId of chatIds) mine.delete(chatId);
      requests -= 1;
      readNext();
    }
  };
  const readNext = (): void => {
    while (waiting.size > 0 && requests < requestsAtOnce) {
      const next = [...waiting].slice(0, chatsPerRequest);
      for (const chatId of next) waiting.delete(chatId);
      void read(next);
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
      // Chats requested in a row are read together.
      queueMicrotask(readNext);
    },
    overtake,
    forget() {
      waiting.clear();
      reading = new Map();
    },
  };
}
