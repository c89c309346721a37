import { badRequest } from '../http/errors.ts';
import type { KeptChat, KeptMessage } from '../world/chats.ts';
import type { World } from '../world/world.ts';
import type { BotApiCall } from './call.ts';
import { findChat } from './chats.ts';

/** Pins a message and posts the service message about it. */
export function pinChatMessage(call: BotApiCall): true {
  const { world } = call;
  const chat = findChat(call, 'write');
  const message = findMessage(call, chat, 'pin');
  checkRight(world, chat);
  const { message_id, message_thread_id } = message;
  if (chat.pinned.at(-1) === message_id) return true;
  chat.pinned = [...chat.pinned.filter((id) => id !== message_id), message_id];
  world.post(chat, {
    from: world.bot,
    pinned: message_id,
    ...(message_thread_id !== undefined && { message_thread_id }),
  });
  world.emit({ type: 'chat', chat_id: chat.info.id });
  return true;
}

/**
 * Without `message_id`, unpins the message that was pinned last (tdlib Client.cpp,
 * process_unpin_chat_message_query).
 */
export function unpinChatMessage(call: BotApiCall): true {
  const chat = findChat(call, 'write');
  const message = call.args.has('message_id')
    ? findMessage(call, chat, 'unpin')
    : chat.lastPinned();
  if (!message) throw badRequest('Message to unpin not found');
  checkRight(call.world, chat);
  return unpin(call.world, chat, (id) => id === message.message_id);
}

export function unpinAllChatMessages(call: BotApiCall): true {
  const chat = findChat(call, 'write');
  checkRight(call.world, chat);
  return unpin(call.world, chat, () => true);
}

function unpin(world: World, chat: KeptChat, goes: (messageId: number) => boolean): true {
  chat.pinned = chat.pinned.filter((id) => !goes(id));
  world.emit({ type: 'chat', chat_id: chat.info.id });
  return true;
}

function findMessage({ args }: BotApiCall, chat: KeptChat, purpose: string): KeptMessage {
  const id = args.integer('message_id');
  if (id <= 0) throw badRequest('Message identifier is not specified');
  const message = chat.get(id);
  if (!message) throw badRequest(`message to ${purpose} not found`);
  return message;
}

/** Bot API reference, pinChatMessage: in groups an administrator's right. */
function checkRight(world: World, chat: KeptChat): void {
  if (chat.info.type !== 'private' && !chat.isAdministrator(world.bot.id))
    throw badRequest('not enough rights to manage pinned messages in the chat');
}
