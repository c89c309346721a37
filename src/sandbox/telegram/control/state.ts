import type { Topic } from '../people/topics.ts';
import type { Chat, MemberStatus, User } from '../types.ts';
import { generalTopic, type KeptChat } from '../world/chats.ts';
import type { World } from '../world/world.ts';

/** Somebody's status in a chat; those who left are included. */
export interface MemberState {
  id: number;
  status: MemberStatus;
  is_anonymous?: boolean;
}

export interface TopicState extends Topic {
  /** Only administrators and whoever started it can write. */
  is_closed?: boolean;
}

/** A chat with everything the sandbox tells about it except its messages. */
export interface ChatState extends Chat {
  /** The IDs of its present members, including the bot. */
  members: number[];
  standings: MemberState[];
  bot_is_member: boolean;
  topics: TopicState[];
  /** Present if General is closed. */
  is_general_closed?: boolean;
  pinned_message_ids: number[];
  /** The supergroup that this group was upgraded to; nobody can write here any more. */
  upgraded_to?: number;
}

export interface SandboxState {
  bot: User;
  people: User[];
  /** The people who have blocked the bot. */
  blocked: number[];
  chats: ChatState[];
}

export function worldState(world: World): SandboxState {
  const chats = [...world.chats.values()];
  return {
    bot: world.bot,
    people: [...world.people.values()],
    blocked: chats.filter(({ blocked }) => blocked).map(({ info }) => info.id),
    chats: chats.map((chat) => chatState(world, chat)),
  };
}

export function chatState(world: World, chat: KeptChat): ChatState {
  return {
    ...chat.info,
    members: [...chat.members.keys()].filter((id) => chat.isMember(id)),
    standings: [...chat.members].map(([id, status]) => ({
      id,
      status,
      ...(chat.anonymous.has(id) && { is_anonymous: true }),
    })),
    bot_is_member: chat.isMember(world.bot.id),
    topics: [...chat.topics].map(([message_thread_id, topic]) => ({
      message_thread_id,
      ...topic,
      ...(chat.closedTopics.has(message_thread_id) && { is_closed: true }),
    })),
    ...(chat.closedTopics.has(generalTopic) && { is_general_closed: true }),
    pinned_message_ids: chat.pinned,
    ...(chat.upgradedTo !== undefined && { upgraded_to: chat.upgradedTo }),
  };
}
