import { press } from '../../src/sandbox/telegram/people/actions.ts';
import { say } from '../../src/sandbox/telegram/people/writing.ts';
import type { Chat, InlineKeyboardButton, Message } from '../../src/sandbox/telegram/types.ts';
import type { World, WorldEvent } from '../../src/sandbox/telegram/world/world.ts';

const patienceMs = 60_000;
/** What the bot says when reading Ngorder took too long, or when others moved the order from page to page meanwhile. */
const elsewhere = /took too long|was not found|is gone: it is neither/;

/** The bot did not find an order that is there: an answer, though not the one that was wanted. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** Hears what happens in each chat. */
export class Ears {
  readonly #listening = new Map<number, Set<(event: WorldEvent) => void>>();

  constructor(world: World) {
    world.watchers.watch((event) => {
      if (!('chat_id' in event) || event.chat_id === undefined) return;
      for (const listen of this.#listening.get(event.chat_id) ?? []) listen(event);
    });
  }

  /** Waits for the first event in a chat that `find` finds something in. @throws after a minute without one */
  hear<T>(chatId: number, what: string, find: (event: WorldEvent) => T | undefined): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const listening = this.#listening.get(chatId) ?? new Set();
    this.#listening.set(chatId, listening);
    const listen = (event: WorldEvent) => {
      const found = find(event);
      if (found !== undefined) resolve(found);
    };
    listening.add(listen);
    const fail = () => reject(new Error(`no ${what} in chat ${chatId}`));
    const timer = setTimeout(fail, patienceMs);
    return promise.finally(() => {
      clearTimeout(timer);
      listening.delete(listen);
    });
  }
}

/** One person in one chat with the bot, who waits for each answer before going on. */
export class Talk {
  readonly chat: Chat;
  readonly #world: World;
  readonly #ears: Ears;
  readonly #person: number;
  /** How long the slowest answer took, in milliseconds. */
  longestMs = 0;

  constructor(world: World, ears: Ears, chat: Chat, person: number) {
    this.#world = world;
    this.#ears = ears;
    this.chat = chat;
    this.#person = person;
  }

  get inGroup(): boolean {
    return this.chat.type !== 'private';
  }

  /** Writes a command, in a group with the bot's name. Returns the bot's message that shows this. */
  command(words: string, shows: RegExp): Promise<Message> {
    const [name = '', ...rest] = words.split(' ');
    const addressee = this.inGroup ? `@${this.#world.bot.username}` : '';
    return this.say([`/${name}${addressee}`, ...rest].join(' '), shows);
  }

  /** Writes, perhaps as a reply. Returns the bot's message that shows this. */
  say(text: string, shows: RegExp, replyTo?: Message): Promise<Message> {
    const answer = this.#shown(shows, text);
    say(this.#world, this.chat.id, {
      from: this.#person,
      text,
      ...(replyTo && { reply_to_message_id: replyTo.message_id }),
    });
    return this.#timed(answer);
  }

  /** Presses the button with this label. Returns the message, new or edited, that then shows this. */
  async press(message: Message, label: RegExp, shows: RegExp): Promise<Message> {
    const button = buttonsOf(message).find(({ text }) => label.test(text));
    if (button?.callback_data === undefined)
      throw new Error(`no button ${label}: ${shown(message)}`);
    const answer = this.#shown(shows, button.text);
    const { id } = press(this.#world, this.chat.id, {
      from: this.#person,
      message_id: message.message_id,
      callback_data: button.callback_data,
    });
    const answered = this.#ears.hear(this.chat.id, `end of spinning on ${button.text}`, (event) =>
      event.type === 'answered' && event.press_id === id ? true : undefined,
    );
    const [found] = await this.#timed(Promise.all([answer, answered]));
    return found;
  }

  async #shown(shows: RegExp, to: string): Promise<Message> {
    const found = await this.#ears.hear(this.chat.id, `${shows} to ${to}`, (event) => {
      if (event.type !== 'message' && event.type !== 'edited') return undefined;
      const { message } = event;
      const text = shown(message);
      return message.from?.is_bot && (shows.test(text) || elsewhere.test(text))
        ? message
        : undefined;
    });
    if (!shows.test(shown(found))) throw new NotFound();
    return found;
  }

  async #timed<T>(answer: Promise<T>): Promise<T> {
    const asked = performance.now();
    try {
      return await answer;
    } catch (error) {
      if (error instanceof NotFound) throw error;
      const last = this.#world.chats.get(this.chat.id)?.shown().at(-1);
      const text = last && shown(last).replaceAll('\n', ' ').slice(0, 150);
      throw new Error(`${error}, which ends with: ${text}`, { cause: error });
    } finally {
      this.longestMs = Math.max(this.longestMs, performance.now() - asked);
    }
  }
}

export function buttonsOf(message: Message): InlineKeyboardButton[] {
  return message.reply_markup?.inline_keyboard?.flat() ?? [];
}

/** What a message says, and its buttons in brackets. */
function shown(message: Message): string {
  const labels = buttonsOf(message).map(({ text }) => `[${text}]`);
  return [message.text ?? message.caption ?? '', message.document?.file_name, ...labels].join('\n');
}
