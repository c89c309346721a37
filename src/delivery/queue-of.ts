import type { Message, Update } from 'grammy/types';
import { isServiceMessage } from '../telegram/updates/service-messages.ts';

/**
 * What an update is kept in order with: its chat; what belongs to none (an inline query, say) goes by its person.
 * In groups and channels, presses and messages of somebody who isn't a member of the team wait for each other alone.
 */
export function queueOf(update: Update, members: ReadonlySet<number>): string {
  const queue = chatOrPerson(update);
  const sender = senderAmongOthers(update);
  return sender === undefined || members.has(sender) ? queue : `${queue}:person:${sender}`;
}

/**
 * Who pressed or wrote where others do too; undefined for what happens to the chat itself, such as its move to another
 * ID, which nothing may overtake.
 */
export function senderAmongOthers({
  message,
  edited_message: edited,
  callback_query: press,
}: Update): number | undefined {
  const written = message ?? edited;
  if (written !== undefined) {
    return isShared(written) && !isServiceMessage(written) ? written.from?.id : undefined;
  }
  return press?.message && isShared(press.message) ? press.from?.id : undefined;
}

function isShared({ chat }: Pick<Message, 'chat'>): boolean {
  return chat !== undefined && chat.type !== 'private';
}

function chatOrPerson(update: Update): string {
  for (const content of Object.values(update)) {
    if (typeof content !== 'object' || content === null) continue;
    if ('chat' in content && content.chat) return `chat:${content.chat.id}`;
    if ('message' in content && content.message?.chat) return `chat:${content.message.chat.id}`;
    if ('from' in content && content.from) return `person:${content.from.id}`;
  }
  return 'others';
}
