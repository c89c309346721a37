import type { Message } from 'grammy/types';
import type { Feeder } from './feeder.ts';
import { messageUpdate, pressUpdate } from './updates.ts';

const patienceMs = 60_000;

/** A person in their private chat with the bot, who reads what the latest message there shows and presses its buttons. */
export class Presser {
  readonly #feeder: Feeder;
  readonly #person: number;
  readonly #readers = new Set<(message: Message.TextMessage) => unknown>();
  #last: Message.TextMessage | undefined;
  #direction: '›' | '‹' = '›';

  constructor(feeder: Feeder, person: number) {
    this.#feeder = feeder;
    this.#person = person;
  }

  /** To be told of each message that the bot has shown in this chat. */
  see(message: Message.TextMessage): void {
    this.#last = message;
    for (const reader of this.#readers) reader(message);
  }

  /** Writes something; resolves when the bot shows a message. */
  write(text: string): Promise<unknown> {
    const shown = this.shows();
    this.#feeder.backlog.put((id) => messageUpdate(id, this.#person, text));
    return shown;
  }

  /** Presses a button; resolves when the bot shows this text, or anything where none is named. */
  press(label: string, text = ''): Promise<unknown> {
    const message = this.#last;
    const data = message && dataOf(message, label);
    if (data === undefined) throw new Error(`There is no ${label} under: ${message?.text}`);
    const shown = this.shows(text);
    this.#feeder.backlog.put((id) => pressUpdate(id, message as Message.TextMessage, data));
    return shown;
  }

  /** Turns to the next page, at the end of the list back to the one before, and so on: milliseconds until it is there. */
  async turn(): Promise<number> {
    const has = (label: string) =>
      this.#last !== undefined && dataOf(this.#last, label) !== undefined;
    if (!has(this.#direction)) this.#direction = this.#direction === '›' ? '‹' : '›';
    const began = performance.now();
    await this.press(this.#direction);
    return performance.now() - began;
  }

  /** Resolves when the bot shows a message with this text. @throws when none comes in a minute */
  shows(text = ''): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const reader = (message: Message.TextMessage) =>
      message.text.includes(text) && resolve(message);
    this.#readers.add(reader);
    const timer = setTimeout(() => {
      reject(new Error(`Nobody is shown “${text}”, but: ${this.#last?.text}`));
    }, patienceMs);
    return promise.finally(() => {
      clearTimeout(timer);
      this.#readers.delete(reader);
    });
  }
}

function dataOf({ reply_markup }: Message.TextMessage, label: string): string | undefined {
  const buttons = reply_markup?.inline_keyboard.flat() ?? [];
  const button = buttons.find(({ text }) => text === label);
  return button !== undefined && 'callback_data' in button ? button.callback_data : undefined;
}

/** As many people, each of whom is shown what the bot shows in their chat. */
export function pressersAt(feeder: Feeder, count: number): Presser[] {
  const people = Array.from({ length: count }, (_, at) => new Presser(feeder, at + 1));
  feeder.onShown = (message) => people[message.chat.id - 1]?.see(message);
  return people;
}
