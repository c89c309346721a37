import type { ForumTopicCreated, User } from '../types.ts';
import { generalTopic, type KeptChat, type KeptMessage } from '../world/chats.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import type { World } from '../world/world.ts';
import { findGroup } from './find.ts';
import { actorOf } from './membership.ts';

/** The colours of topics (Bot API reference, createForumTopic), used in turn. */
export const iconColors = [0x6fb9f0, 0xffd67e, 0xcb86db, 0x8eee98, 0xff93b2, 0xfb6f5f];

export interface Topic extends ForumTopicCreated {
  message_thread_id: number;
}

export interface NewTopic {
  name: string;
  from?: number;
}

/** A person starts a topic; the group's owner unless told otherwise. */
export function addTopic(world: World, chatId: number, { name, from }: NewTopic): Topic {
  const chat = findForum(world, chatId);
  return beginTopic(world, chat, actorOf(world, chat, from), name);
}

/** Starts a topic with the message whose ID becomes the topic's. */
export function beginTopic(
  world: World,
  chat: KeptChat,
  from: User,
  name: string,
  color = iconColors[chat.topics.size % iconColors.length] ?? 0x6fb9f0,
): Topic {
  const created = { name, icon_color: color };
  const { message_id } = world.post(chat, { from, forum_topic_created: created });
  world.emit({ type: 'chat', chat_id: chat.info.id });
  return { message_thread_id: message_id, ...created };
}

export interface TopicChange {
  closed: boolean;
  by?: number;
}

/**
 * A person closes or reopens a topic; the group's owner unless told otherwise. In a closed one only
 * administrators and whoever started it can write.
 *
 * @param topicId `generalTopic` for General
 * @throws {ImpossibleAction} 404 for an unknown topic, 409 when it is so already, 400 without the
 * right
 */
export function setTopicClosed(
  world: World,
  chatId: number,
  topicId: number,
  { closed, by }: TopicChange,
): KeptChat {
  const chat = findForum(world, chatId);
  if (topicId !== generalTopic && !chat.topics.has(topicId))
    throw new ImpossibleAction(404, `There is no topic ${topicId}`);
  const from = actorOf(world, chat, by);
  if (!chat.mayManageTopic(topicId, from.id))
    throw new ImpossibleAction(
      400,
      'Only an administrator, or who began it, closes or reopens a topic',
    );
  if (chat.closedTopics.has(topicId) === closed)
    throw new ImpossibleAction(409, `This topic is ${closed ? 'closed' : 'open'} already`);
  if (closed) chat.closedTopics.add(topicId);
  else chat.closedTopics.delete(topicId);
  world.post(chat, {
    from,
    ...(topicId !== generalTopic && { message_thread_id: topicId }),
    ...(closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} }),
  });
  world.emit({ type: 'chat', chat_id: chat.info.id });
  return chat;
}

function findForum(world: World, chatId: number): KeptChat {
  const chat = findGroup(world, chatId);
  if (!chat.info.is_forum) throw new ImpossibleAction(409, 'This group has no topics');
  return chat;
}

/** The topic of a new message: the one it names, else that of the message it replies to. */
export function topicOf(
  chat: KeptChat,
  named: number | undefined,
  repliedTo: KeptMessage | undefined,
): Pick<KeptMessage, 'message_thread_id'> {
  const topic = named ?? repliedTo?.message_thread_id;
  return chat.info.is_forum && topic !== undefined ? { message_thread_id: topic } : {};
}
