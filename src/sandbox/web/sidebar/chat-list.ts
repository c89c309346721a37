/** Which chats a person has, and which of them is open. */
import type { Chat, Message, User, World } from '../world/telegram.ts';

/** The chats that a person is in. A group that became a supergroup is that supergroup. */
export const chatsOf = (world: World, person: User): Chat[] =>
  world.chats.filter(
    ({ members, upgraded_to }) => upgraded_to === undefined && members.includes(person.id),
  );

/** The chat with this number, or what has become of it; the person's first one where there is none. */
export function openChatOf(
  world: World,
  chats: readonly Chat[],
  chatId: number | undefined,
): Chat | undefined {
  const wanted = world.chats.find(({ id }) => id === chatId);
  const now = wanted?.upgraded_to ?? chatId;
  return chats.find(({ id }) => id === now) ?? chats[0];
}

/** The chats as Telegram's apps list them: where something was written last comes first. */
export function byActivity(
  chats: readonly Chat[],
  messages: ReadonlyMap<number, readonly Message[]>,
): Chat[] {
  const last = (chat: Chat): number => messages.get(chat.id)?.at(-1)?.date ?? 0;
  return chats.toSorted((a, b) => last(b) - last(a));
}
