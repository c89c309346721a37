import type { Topic } from '../people/topics.ts';
import type { Chat, MemberStatus, User } from '../types.ts';
import { generalTopic, type Room } from '../world/rooms.ts';
import type { World } from '../world/world.ts';

/** Somebody's standing in a chat; those who left are included. */
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
  const rooms = [...world.rooms.values()];
  return {
    bot: world.bot,
    people: [...world.people.values()],
    blocked: rooms.filter(({ blocked }) => blocked).map(({ chat }) => chat.id),
    chats: rooms.map((room) => chatState(world, room)),
  };
}

export function chatState(world: World, room: Room): ChatState {
  return {
    ...room.chat,
    members: [...room.members.keys()].filter((id) => room.isMember(id)),
    standings: [...room.members].map(([id, status]) => ({
      id,
      status,
      ...(room.anonymous.has(id) && { is_anonymous: true }),
    })),
    bot_is_member: room.isMember(world.bot.id),
    topics: [...room.topics].map(([message_thread_id, topic]) => ({
      message_thread_id,
      ...topic,
      ...(room.closedTopics.has(message_thread_id) && { is_closed: true }),
    })),
    ...(room.closedTopics.has(generalTopic) && { is_general_closed: true }),
    pinned_message_ids: room.pinned,
    ...(room.upgradedTo !== undefined && { upgraded_to: room.upgradedTo }),
  };
}
