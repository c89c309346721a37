/** Groups with topics: which messages belong to which, and how they are called. */
import type { Chat, Message, Topic } from './telegram.ts';

export const hasTopics = (chat: Chat): boolean => 'is_forum' in chat && chat.is_forum === true;

/** What a group with topics shows first: where everything goes that belongs to no other topic. */
export const generalName = 'General';

/** The topic with this number, when the chat has it. */
export const topicOf = (chat: Chat, topicId: number | undefined): Topic | undefined =>
  chat.topics.find(({ message_thread_id }) => message_thread_id === topicId);

/** The messages of one topic, or of General; of a chat without topics all of them. */
export function messagesIn(
  chat: Chat,
  messages: readonly Message[],
  topicId: number | undefined,
): readonly Message[] {
  if (!hasTopics(chat)) return messages;
  return messages.filter(({ message_thread_id }) => message_thread_id === topicId);
}
