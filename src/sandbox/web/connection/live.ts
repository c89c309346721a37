/** The Telegram sandbox's server-sent events, as the page's own. */
import type { Message } from '../world/telegram.ts';
import { worldEvents } from './world-events.ts';

export interface LiveHandlers {
  /** The stream was opened, perhaps again: what is shown may be outdated. */
  opened(): void;
  lost(): void;
  /** A message is new or was edited. */
  shown(message: Message): void;
  deleted(chatId: number, messageId: number): void;
  /** The bot has got a person's message. */
  delivered(chatId: number, messageId: number): void;
  answered(pressId: string): void;
  doing(chatId: number, action: string): void;
  /** The bot changed the commands that it offers. */
  commandsChanged(): void;
  /** People, chats or anything about them except messages have changed. */
  worldChanged(): void;
  /** The sandbox was reset: nothing that was shown exists any more. */
  reset(): void;
}

/** Listens until the returned function is called. The browser reconnects by itself. */
export function listen(handlers: LiveHandlers): () => void {
  const { on, opened, lost, close } = worldEvents();
  opened(() => handlers.opened());
  lost(() => handlers.lost());
  on<{ message: Message }>('message', ({ message }) => handlers.shown(message));
  on<{ message: Message }>('edited', ({ message }) => handlers.shown(message));
  on<{ chat_id: number; message_id: number }>('deleted', (data) =>
    handlers.deleted(data.chat_id, data.message_id),
  );
  on<{ chat_id: number; message_id: number }>('delivered', (data) =>
    handlers.delivered(data.chat_id, data.message_id),
  );
  on<{ press_id: string }>('answered', (data) => handlers.answered(data.press_id));
  on<{ chat_id: number; action: string }>('action', (data) =>
    handlers.doing(data.chat_id, data.action),
  );
  on('chat', () => handlers.worldChanged());
  on('person', () => handlers.worldChanged());
  on('reset', () => handlers.reset());
  on<{ call: { method: string } }>('call', ({ call }) => {
    if (/^(?:set|delete)MyCommands$/iu.test(call.method)) handlers.commandsChanged();
  });
  return close;
}
