/** What the page knows of the chats, and how each event changes it. Pure. */
import type { Message, World } from './telegram.ts';

/** A chat action ("sending a file…") and until when it is shown. */
export interface Doing {
  action: string;
  /** Milliseconds since 1970. */
  until: number;
}

export interface ChatState {
  world: World | undefined;
  /** Messages by chat, oldest first; chats that aren't loaded are missing. */
  messages: ReadonlyMap<number, readonly Message[]>;
  doing: ReadonlyMap<number, Doing>;
  /** The button (see `buttonKey`) of each unanswered press, by press ID. */
  unanswered: ReadonlyMap<string, string>;
}

export type ChatEvent =
  | { type: 'reset' }
  | { type: 'world'; world: World }
  | { type: 'read'; chatId: number; messages: readonly Message[] }
  | { type: 'shown'; message: Message }
  | { type: 'deleted'; chatId: number; messageId: number }
  | { type: 'delivered'; chatId: number; messageId: number }
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

/** Identifies a button of a message for a person, whatever its label. */
export const buttonKey = (personId: number, message: Message, callbackData: string): string =>
  `${personId}/${message.chat.id}/${message.message_id}/${callbackData}`;

/** Whether this person is waiting for the answer to a button of this message. */
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
    case 'delivered':
      return changeMessages(state, event.chatId, (messages) =>
        messages.map((message) => {
          if (message.message_id !== event.messageId) return message;
          const { delivery: _, ...delivered } = message;
          return delivered;
        }),
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

/** Keeps the objects of unchanged messages, so that they aren't rendered again. */
function keepingSame(old: readonly Message[], read: readonly Message[]): readonly Message[] {
  const known = new Map(old.map((message) => [message.message_id, message]));
  return read.map((message) => {
    const was = known.get(message.message_id);
    return was && JSON.stringify(was) === JSON.stringify(message) ? was : message;
  });
}

/** Inserts a new message or replaces an edited one. A message of the bot's ends its chat action. */
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

/** A chat that isn't loaded stays so: some of its messages would look like all of them. */
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
