/** One call of the Bot API, as it went over the wire. */
export interface BotCall {
  id: number;
  /** Milliseconds since 1970. */
  at: number;
  method: string;
  /** As sent; of an uploaded file its name and size. The token is never among them. */
  params: Record<string, unknown>;
  status: number;
  response: unknown;
  ms: number;
}

/** Something in a call that the Bot API reference doesn't know, though Telegram may let it pass. */
export interface Violation {
  method: string;
  /** The way to it, such as `reply_markup.inline_keyboard[0][1].colour`. */
  parameter: string;
  why: string;
}

const KEPT = 5000;

/** The last 5,000 entries of something that goes on for ever. */
export class Journal<T> {
  #entries: T[] = [];

  add(entry: T): void {
    this.#entries.push(entry);
    if (this.#entries.length > KEPT * 1.1) this.#entries = this.#entries.slice(-KEPT);
  }

  entries(): T[] {
    return this.#entries.slice(-KEPT);
  }

  clear(): void {
    this.#entries = [];
  }
}
