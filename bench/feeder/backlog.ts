import type { Update } from 'grammy/types';
import { messageUpdate } from './updates.ts';

/** What became of one update, in milliseconds of one clock. */
export interface Passage {
  /** Telegram had it for the bot. */
  availableAt: number;
  /** The bot's answer to it reached Telegram. */
  calledAt?: number;
  /** Telegram took that answer: for the bot the update is dealt with. */
  answeredAt?: number;
}

/** How long until the bot's answer was at Telegram: what lies between is the bot's own doing. */
export function untilCalled({ availableAt, calledAt = Number.NaN }: Passage): number {
  return calledAt - availableAt;
}

/** How long until Telegram had taken the bot's answer. */
export function untilAnswered({ availableAt, answeredAt = Number.NaN }: Passage): number {
  return answeredAt - availableAt;
}

interface Listener {
  wants: () => boolean;
  tell: () => void;
}

/**
 * The updates that Telegram keeps for a bot until they are acknowledged, and what became of each. An update is answered
 * by exactly one message to its chat, in order: so an answer is known to belong to its chat's oldest one without any.
 */
export class Backlog {
  readonly #updates: Update[] = [];
  readonly #passages: Passage[] = [];
  readonly #uncalled = new Map<number, Passage[]>();
  readonly #listeners = new Set<Listener>();
  #acknowledged = 0;
  #answered = 0;

  /** Lets a person write in each of these private chats; what became of it is filled in as it happens. */
  add(chats: readonly number[], text: string): Passage[] {
    const availableAt = performance.now();
    const added = chats.map((chat) => {
      const passage: Passage = { availableAt };
      this.#updates.push(messageUpdate(this.#updates.length + 1, chat, text));
      this.#passages.push(passage);
      const inChat = this.#uncalled.get(chat) ?? [];
      inChat.push(passage);
      this.#uncalled.set(chat, inChat);
      return passage;
    });
    this.#look();
    return added;
  }

  /** Has the bot told of something that is answered otherwise than by one message. */
  put(updateOf: (updateId: number) => Update): void {
    this.#updates.push(updateOf(this.#updates.length + 1));
    this.#look();
  }

  /** What getUpdates gives: the oldest from `offset` on, which acknowledges all before it. */
  from(offset: number, limit: number): Update[] {
    this.#acknowledged = Math.max(this.#acknowledged, offset - 1);
    return this.#updates.slice(this.#acknowledged, this.#acknowledged + limit);
  }

  /** Resolves when there is something to hand out; false when `ms` have passed without. */
  something(ms: number): Promise<boolean> {
    return this.#when(() => this.#updates.length > this.#acknowledged, ms);
  }

  /** The bot writes to a chat; the passage of the update that it answers, undefined when nothing was asked there. */
  called(chat: number): Passage | undefined {
    const passage = this.#uncalled.get(chat)?.shift();
    if (passage !== undefined) passage.calledAt = performance.now();
    return passage;
  }

  answered(passage: Passage): void {
    passage.answeredAt = performance.now();
    this.#answered += 1;
    this.#look();
  }

  /** Resolves when every update is answered. @throws when no answer came for `patienceMs` */
  async settled(patienceMs: number): Promise<void> {
    for (;;) {
      const before = this.#answered;
      if (await this.#when(() => this.#answered === this.#passages.length, patienceMs)) return;
      if (this.#answered === before) {
        const open = this.#passages.length - this.#answered;
        throw new Error(`${open} updates were not answered for ${patienceMs} ms`);
      }
    }
  }

  #when(wants: () => boolean, ms: number): Promise<boolean> {
    if (wants()) return Promise.resolve(true);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const listener = { wants, tell: () => resolve(true) };
    // A poll of a bot that has ended keeps nothing alive.
    const timer = setTimeout(() => resolve(false), ms).unref();
    this.#listeners.add(listener);
    return promise.finally(() => {
      clearTimeout(timer);
      this.#listeners.delete(listener);
    });
  }

  #look(): void {
    for (const { wants, tell } of this.#listeners) if (wants()) tell();
  }
}
