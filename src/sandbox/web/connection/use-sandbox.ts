/** The page's connection to the Telegram sandbox: its state, kept up to date, and presses. */
import { useCallback, useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { after, buttonKey, type ChatState, emptyState } from '../world/chat-state.ts';
import {
  type Message,
  type PressAnswer,
  press as pressInSandbox,
  readMessages,
  readPress,
  readWorld,
} from '../world/telegram.ts';
import { type ChatReader, createChatReader } from './chat-reader.ts';
import { listen } from './live.ts';
import { onceAtATime } from './once-at-a-time.ts';
import { takePressTimes } from './press-twice.ts';

/** How long Telegram's apps show a chat action that isn't repeated (Bot API reference, sendChatAction). */
const actionMs = 5000;

/** A bot that starts sets one list of commands after the other. */
const settledMs = 150;

export interface Sandbox {
  state: ChatState;
  /** Whether the stream of events is open. */
  connected: boolean;
  /** How often the bot has changed its commands since the page was opened. */
  commandChanges: number;
  /** Reads a chat's messages and keeps them up to date from then on. */
  follow(chatId: number): void;
  /** Presses a button as a person; `onAnswer` gets the answer. */
  press(from: number, message: Message, callbackData: string): Promise<void>;
}

/** @param onAnswer called with the bot's answer to each press from this page */
export function useSandbox(onAnswer: (answer: PressAnswer) => void): Sandbox {
  const [state, happen] = useReducer(after, emptyState);
  const [connected, setConnected] = useState(true);
  const [commandChanges, setCommandChanges] = useState(0);
  const changing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const followed = useRef(new Set<number>());
  const known = useRef(new Set<number>());
  const resets = useRef(0);
  const reader = useRef<ChatReader>(undefined);
  reader.current ??= createChatReader(readMessages, (chatId, messages) =>
    happen({ type: 'read', chatId, messages }),
  );
  const read = reader.current;
  const answers = useRef(onAnswer);
  answers.current = onAnswer;
  const awaited = useRef(new Set<string>());

  const settle = useCallback(async (pressId: string): Promise<void> => {
    if (!awaited.current.has(pressId)) return;
    // It went with its world, or the sandbox is down: the page hears of both by its events.
    const press = await readPress(pressId).catch(() => undefined);
    if (!press?.answered || !awaited.current.delete(pressId)) return;
    happen({ type: 'answered', pressId });
    answers.current(press.answer ?? {});
  }, []);

  useEffect(() => {
    const readWorldAgain = onceAtATime(async () => {
      const before = resets.current;
      const world = await readWorld();
      // It was asked for before all of it went; what is there now is read next.
      if (resets.current !== before) return;
      known.current = new Set(world.chats.map(({ id }) => id));
      happen({ type: 'world', world });
    });
    return listen({
      opened: () => {
        setConnected(true);
        readWorldAgain();
        for (const chatId of followed.current) read.again(chatId);
        for (const pressId of awaited.current) void settle(pressId);
      },
      lost: () => setConnected(false),
      shown: (message) => {
        happen({ type: 'shown', message });
        if (!known.current.has(message.chat.id)) readWorldAgain();
        read.overtake(message.chat.id);
      },
      deleted: (chatId, messageId) => {
        happen({ type: 'deleted', chatId, messageId });
        read.overtake(chatId);
      },
      delivered: (chatId, messageId) => {
        happen({ type: 'delivered', chatId, messageId });
        read.overtake(chatId);
      },
      answered: (pressId) => void settle(pressId),
      doing: (chatId, action) => {
        happen({ type: 'doing', chatId, doing: { action, until: Date.now() + actionMs } });
        setTimeout(() => happen({ type: 'idle', now: Date.now() }), actionMs + 50);
      },
      worldChanged: readWorldAgain,
      commandsChanged: () => {
        clearTimeout(changing.current);
        changing.current = setTimeout(() => setCommandChanges((count) => count + 1), settledMs);
      },
      reset: () => {
        resets.current += 1;
        clearTimeout(changing.current);
        followed.current.clear();
        awaited.current.clear();
        read.forget();
        happen({ type: 'reset' });
        readWorldAgain();
      },
    });
  }, [read, settle]);

  const follow = useCallback(
    (chatId: number): void => {
      if (followed.current.has(chatId)) return;
      followed.current.add(chatId);
      read.again(chatId);
    },
    [read],
  );

  const press = useCallback(
    async (from: number, message: Message, callbackData: string): Promise<void> => {
      const { ids } = await pressInSandbox(message.chat.id, {
        from,
        message_id: message.message_id,
        callback_data: callbackData,
        times: takePressTimes(),
      });
      for (const id of ids) {
        awaited.current.add(id);
        happen({ type: 'pressed', pressId: id, button: buttonKey(from, message, callbackData) });
        // The answer may have arrived before the press's ID was known.
        await settle(id);
      }
    },
    [settle],
  );

  return { state, connected, commandChanges, follow, press };
}
