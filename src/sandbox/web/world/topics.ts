/** Groups with topics. */
import type { Chat, Message, Topic } from './telegram.ts';

export const hasTopics = (chat: Chat): boolean => 'is_forum' in chat && chat.is_forum === true;

/** The topic with this ID, if the chat has it. */
export const topicOf = (chat: Chat, topicId: number | undefined): Topic | undefined =>
  chat.topics.find(({ message_thread_id }) => message_thread_id === topicId);

/** Whether only administrators and whoever started it can write in a topic, or in General. */
export const isTopicClosed = (chat: Chat, topicId: number | undefined): boolean =>
  topicId === undefined
    ? chat.is_general_closed === true
    : topicOf(chat, topicId)?.is_closed === true;

/** All topics of a chat, the one of messages that belong to no other first. */
export const allTopics = (
  chat: Chat,
  generalName: string,
): { topicId: number | undefined; name: string }[] => [
  { topicId: undefined, name: generalName },
  ...chat.topics.map(({ message_thread_id, name }) => ({ topicId: message_thread_id, name })),
];

/** The messages of a topic, or of General; all of them in a chat without topics. */
export function messagesIn(
  chat: Chat,
  messages: readonly Message[],
  topicId: number | undefined,
): readonly Message[] {
  if (!hasTopics(chat)) return messages;
  return messages.filter(({ message_thread_id }) => message_thread_id === topicId);
}
