import type { Update } from 'grammy/types';

/** What an update is kept in order with: its chat; what belongs to none (an inline query, say) goes by its person. */
export function queueOf(update: Update): string {
  for (const content of Object.values(update)) {
    if (typeof content !== 'object' || content === null) continue;
    if ('chat' in content && content.chat) return `chat:${content.chat.id}`;
    if ('message' in content && content.message?.chat) return `chat:${content.message.chat.id}`;
    if ('from' in content && content.from) return `person:${content.from.id}`;
  }
  return 'others';
}
