/** Reads chats from the sandbox, many at a time, and again when something happened meanwhile. */

import type { Message } from '../world/telegram.ts';

export interface ChatReader {
  /** Reads a chat, after those that were asked for before. */
  again(chatId: number): void;
  /** Something happened in the chat: what is being read at this moment may be older, and is read once more. */
  overtake(chatId: number): void;
}

const chatsPerRequest = 25;

/** A browser opens six connections to a server, one of which is the stream of events. */
const requestsAtOnce = 2;

/** The messages of some chats, by the chat's number; a chat that isn't there is left out. */
type ReadMessages = (chatIds: readonly number[]) => Promise<Record<number, readonly Message[]>>;

export function createChatReader(
  readMessages: ReadMessages,
  onRead: (chatId: number, messages: readonly Message[]) => void,
): ChatReader {
  const waiting = new Set<number>();
  const reading = new Map<number, 'current' | 'overtaken'>();
  let requests = 0;

  const read = async (chatIds: readonly number[]): Promise<void> => {
    requests += 1;
    for (const chatId of chatIds) reading.set(chatId, 'current');
    try {
      const messagesOf = await readMessages(chatIds);
      for (const chatId of chatIds) {
        const messages = messagesOf[chatId];
        if (messages) onRead(chatId, messages);
        if (reading.get(chatId) === 'overtaken') waiting.add(chatId);
      }
    } catch {
      // The sandbox is gone, which the page says: once its events come again, everything is read again.
    } finally {
      for (const chatId of chatIds) reading.delete(chatId);
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
      // Whoever asks for one chat after another asks for all of them in one request.
      queueMicrotask(readNext);
    },
    overtake,
  };
}
