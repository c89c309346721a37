import { badRequest } from '../http/errors.ts';
import type { KeptMessage, Room } from '../world/rooms.ts';
import type { World } from '../world/world.ts';
import type { BotApiCall } from './call.ts';
import { findChat } from './chats.ts';

/** Pins a message and posts the service message about it. */
export function pinChatMessage(call: BotApiCall): true {
  const { world } = call;
  const room = findChat(call, 'write');
  const message = findMessage(call, room, 'pin');
  checkRight(world, room);
  const { message_id, message_thread_id } = message;
  if (room.pinned.at(-1) === message_id) return true;
  room.pinned = [...room.pinned.filter((id) => id !== message_id), message_id];
  world.post(room, {
    from: world.bot,
    pinned: message_id,
    ...(message_thread_id !== undefined && { message_thread_id }),
  });
  world.emit({ type: 'chat', chat_id: room.chat.id });
  return true;
}

/**
 * Without `message_id`, unpins the message that was pinned last (tdlib Client.cpp,
 * process_unpin_chat_message_query).
 */
export function unpinChatMessage(call: BotApiCall): true {
  const room = findChat(call, 'write');
  const message = call.args.has('message_id')
    ? findMessage(call, room, 'unpin')
    : room.lastPinned();
  if (!message) throw badRequest('Message to unpin not found');
  checkRight(call.world, room);
  return unpin(call.world, room, (id) => id === message.message_id);
}

export function unpinAllChatMessages(call: BotApiCall): true {
  const room = findChat(call, 'write');
  checkRight(call.world, room);
  return unpin(call.world, room, () => true);
}

function unpin(world: World, room: Room, goes: (messageId: number) => boolean): true {
  room.pinned = room.pinned.filter((id) => !goes(id));
  world.emit({ type: 'chat', chat_id: room.chat.id });
  return true;
}

function findMessage({ args }: BotApiCall, room: Room, purpose: string): KeptMessage {
  const id = args.integer('message_id');
  if (id <= 0) throw badRequest('Message identifier is not specified');
  const message = room.get(id);
  if (!message) throw badRequest(`message to ${purpose} not found`);
  return message;
}

/** Bot API reference, pinChatMessage: in groups an administrator's right. */
function checkRight(world: World, room: Room): void {
  if (room.chat.type !== 'private' && !room.isAdministrator(world.bot.id))
    throw badRequest('not enough rights to manage pinned messages in the chat');
}
