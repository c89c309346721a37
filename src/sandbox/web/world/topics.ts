/** Groups with topics. */
import type { Chat, Message, Topic } from './telegram.ts';

export const hasTopics = (chat: Chat): boolean => 'is_forum' in chat && chat.is_forum === true;

/** The topic of messages that belong to no other. */
export const generalName = 'General';

/** The topic with this ID, if the chat has it. */
export const topicOf = (chat: Chat, topicId: number | undefined): Topic | undefined =>
  chat.topics.find(({ message_thread_id }) => message_thread_id === topicId);

/** The messages of a topic, or of General; all of them in a chat without topics. */
export function messagesIn(
  chat: Chat,
  messages: readonly Message[],
  topicId: number | undefined,
): readonly Message[] {
  if (!hasTopics(chat)) return messages;
  return messages.filter(({ message_thread_id }) => message_thread_id === topicId);
}
