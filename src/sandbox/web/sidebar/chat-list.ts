/** A person's chats, and which of them is open. */
import type { Chat, Message, User, World } from '../world/telegram.ts';

/** The chats that a person is in. An upgraded group is replaced by its supergroup. */
export const chatsOf = (world: World, person: User): Chat[] =>
  world.chats.filter(
    ({ members, upgraded_to }) => upgraded_to === undefined && members.includes(person.id),
  );

/** The chat with this ID, or the one it was upgraded to; the person's first chat if it doesn't exist. */
export function openChatOf(
  world: World,
  chats: readonly Chat[],
  chatId: number | undefined,
): Chat | undefined {
  const wanted = world.chats.find(({ id }) => id === chatId);
  const now = wanted?.upgraded_to ?? chatId;
  return chats.find(({ id }) => id === now) ?? chats[0];
}

/** The chats in the order of Telegram's apps: the most recently active first. */
export function byActivity(
  chats: readonly Chat[],
  messages: ReadonlyMap<number, readonly Message[]>,
): Chat[] {
  const last = (chat: Chat): number => messages.get(chat.id)?.at(-1)?.date ?? 0;
  return chats.toSorted((a, b) => last(b) - last(a));
}
