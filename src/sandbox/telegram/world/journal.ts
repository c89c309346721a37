import type { Update } from '../types.ts';

/** One call of the Bot API, as it went over the wire. */
export interface LoggedCall {
  id: number;
  /** When it came, in milliseconds since 1970. */
  at: number;
  /** The chat that it is about, where it is about one. */
  chat_id?: number;
  method: string;
  /** As sent; of an uploaded file its name and size. The token is never among them. */
  params: Record<string, unknown>;
  /** Of HTTP; 0 when the connection was cut. */
  status: number;
  outcome: 'ok' | 'refused' | 'failed' | 'cut';
  /** Of updates that were fetched only the numbers: the rest is in the journal of updates. */
  response: unknown;
  ms: number;
}

/** An update, noted when it was queued for the bot. */
export interface LoggedUpdate {
  update_id: number;
  chat_id: number;
  /** Milliseconds since 1970. */
  at: number;
  update: Update;
}

/** Something in a call that the Bot API reference doesn't know, though Telegram may let it pass. */
export interface Violation {
  method: string;
  /** The way to it, such as `reply_markup.inline_keyboard[0][1].colour`. */
  parameter: string;
  why: string;
}

/** Which entries of a journal: of a chat, from a moment on, the newest so many of these. */
export interface Selection {
  chat?: number;
  /** Milliseconds since 1970. */
  since?: number;
  limit?: number;
}

const entriesKept = 5000;

/** The last 5,000 entries of something that goes on for ever. */
export class Journal<T> {
  #entries: T[] = [];

  add(entry: T): void {
    this.#entries.push(entry);
    if (this.#entries.length > entriesKept * 1.1) this.#entries = this.#entries.slice(-entriesKept);
  }

  entries(): T[] {
    return this.#entries.slice(-entriesKept);
  }

  clear(): void {
    this.#entries = [];
  }
}

export function select<T extends { at: number; chat_id?: number }>(
  entries: T[],
  { chat, since = 0, limit = entriesKept }: Selection,
): T[] {
  const wanted = entries.filter(
    ({ at, chat_id }) => at >= since && (chat === undefined || chat_id === chat),
  );
  return wanted.slice(-limit);
}
