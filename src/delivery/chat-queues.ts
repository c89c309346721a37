import type { Update } from 'grammy/types';

/** Handles each chat's updates in order of arrival, and chats side by side. */
export interface ChatQueues {
  add(update: Update): void;
  /** Resolves when everything that was added has been handled. */
  settled(): Promise<void>;
}

export function createChatQueues(
  handle: (update: Update) => Promise<void>,
  onTrouble: (error: unknown, updateId: number) => void,
): ChatQueues {
  const queues = new Map<string, Promise<void>>();
  return {
    add(update) {
      const key = queueOf(update);
      const work = (queues.get(key) ?? Promise.resolve())
        .then(() => handle(update))
        .catch((error: unknown) => onTrouble(error, update.update_id))
        .then(() => {
          if (queues.get(key) === work) queues.delete(key);
        });
      queues.set(key, work);
    },
    async settled() {
      while (queues.size > 0) await Promise.all(queues.values());
    },
  };
}

/** The chat an update belongs to; what belongs to none (an inline query, say) is kept in order by its person. */
function queueOf(update: Update): string {
  for (const content of Object.values(update)) {
    if (typeof content !== 'object' || content === null) continue;
    if ('chat' in content) return `chat:${content.chat.id}`;
    if ('message' in content && content.message?.chat) return `chat:${content.message.chat.id}`;
    if ('from' in content && content.from) return `person:${content.from.id}`;
  }
  return 'others';
}
