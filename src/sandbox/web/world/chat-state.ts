/** What the page has of the sandbox's chats, and how each event changes it. Pure: the events come from elsewhere. */
import type { Message, World } from './telegram.ts';

/** Who is doing something in a chat ("sending a file…") and until when it is shown. */
export interface Doing {
  action: string;
  /** Milliseconds since 1970. */
  until: number;
}

export interface ChatState {
  world: World | undefined;
  /** Messages by chat, oldest first; a chat that wasn't read yet is missing. */
  messages: ReadonlyMap<number, readonly Message[]>;
  doing: ReadonlyMap<number, Doing>;
  /** The button (see `buttonKey`) of each press that the bot hasn't answered, by the press's ID. */
  unanswered: ReadonlyMap<string, string>;
}

export type ChatEvent =
  | { type: 'reset' }
  | { type: 'world'; world: World }
  | { type: 'read'; chatId: number; messages: readonly Message[] }
  | { type: 'shown'; message: Message }
  | { type: 'deleted'; chatId: number; messageId: number }
  | { type: 'doing'; chatId: number; doing: Doing }
  | { type: 'idle'; now: number }
  | { type: 'pressed'; pressId: string; button: string }
  | { type: 'answered'; pressId: string };

export const emptyState: ChatState = {
  world: undefined,
  messages: new Map(),
  doing: new Map(),
  unanswered: new Map(),
};

/** One name for a button of a message as somebody sees it, whatever it shows at the moment. */
export const buttonKey = (personId: number, message: Message, callbackData: string): string =>
  `${personId}/${message.chat.id}/${message.message_id}/${callbackData}`;

/** Whether a button of this message is among those on whose answer this person waits. */
export function anyOf(
  unanswered: ReadonlyMap<string, string>,
  personId: number,
  message: Message,
): boolean {
  if (unanswered.size === 0) return false;
  const start = buttonKey(personId, message, '');
  return [...unanswered.values()].some((button) => button.startsWith(start));
}

/** The state after an event. */
export function after(state: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case 'reset':
      return emptyState;
    case 'world':
      return { ...state, world: event.world };
    case 'read':
      return {
        ...state,
        messages: new Map(state.messages).set(
          event.chatId,
          keepingSame(state.messages.get(event.chatId) ?? [], event.messages),
        ),
      };
    case 'shown':
      return withMessage(state, event.message);
    case 'deleted':
      return changeMessages(state, event.chatId, (messages) =>
        messages.filter((message) => message.message_id !== event.messageId),
      );
    case 'doing':
      return { ...state, doing: new Map(state.doing).set(event.chatId, event.doing) };
    case 'idle':
      return {
        ...state,
        doing: new Map([...state.doing].filter(([, doing]) => doing.until > event.now)),
      };
    case 'pressed':
      return {
        ...state,
        unanswered: new Map(state.unanswered).set(event.pressId, event.button),
      };
    case 'answered':
      return { ...state, unanswered: without(state.unanswered, event.pressId) };
  }
}

/** What was read again and hasn't changed stays the same object, so that it isn't drawn again. */
function keepingSame(old: readonly Message[], read: readonly Message[]): readonly Message[] {
  const known = new Map(old.map((message) => [message.message_id, message]));
  return read.map((message) => {
    const was = known.get(message.message_id);
    return was && JSON.stringify(was) === JSON.stringify(message) ? was : message;
  });
}

/** A new message goes to its place, an edited one replaces what was there. The bot's own ends its chat action. */
function withMessage(state: ChatState, message: Message): ChatState {
  const changed = changeMessages(state, message.chat.id, (messages) => {
    const place = messages.findIndex(({ message_id }) => message_id >= message.message_id);
    if (place < 0) return [...messages, message];
    const replaced = messages[place]?.message_id === message.message_id;
    return messages.toSpliced(place, replaced ? 1 : 0, message);
  });
  if (message.from?.is_bot !== true) return changed;
  return { ...changed, doing: without(changed.doing, message.chat.id) };
}

/** A chat that wasn't read yet stays so: a part of its messages would look like all of them. */
function changeMessages(
  state: ChatState,
  chatId: number,
  change: (messages: readonly Message[]) => readonly Message[],
): ChatState {
  const messages = state.messages.get(chatId);
  if (messages === undefined) return state;
  return { ...state, messages: new Map(state.messages).set(chatId, change(messages)) };
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
