/** A group that becomes a supergroup, which is another chat: what people were doing goes on there. */
import type { Chat, Message, World } from './telegram.ts';

/** The group that a supergroup was before; any other chat itself. */
export const beforeUpgrade = (world: World, chat: Chat): Chat =>
  world.chats.find(({ upgraded_to }) => upgraded_to === chat.id) ?? chat;

/** The chat to write to: the supergroup, as soon as a message has told of it, though it isn't open yet. */
export const chatToWriteTo = (chat: Chat, messages: readonly Message[]): number =>
  chat.upgraded_to ??
  messages.findLast(({ migrate_to_chat_id }) => migrate_to_chat_id !== undefined)
    ?.migrate_to_chat_id ??
  chat.id;
