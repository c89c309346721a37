import { entriesKept } from '../../control/journal.ts';
import type { Update } from '../types.ts';

/** One call to the Bot API, as it went over the wire. */
export interface LoggedCall {
  id: number;
  /** When it arrived, in milliseconds since 1970. */
  at: number;
  /** The chat that it concerns, if it concerns one. */
  chat_id?: number;
  method: string;
  /** As sent, with name and size in the place of an uploaded file. The token is left out. */
  params: Record<string, unknown>;
  /** The HTTP status; 0 when the connection was cut. */
  status: number;
  outcome: 'ok' | 'refused' | 'failed' | 'cut';
  /** For fetched updates only their IDs: the rest is in the log of updates. */
  response: unknown;
  ms: number;
}

/** An update, logged when it was queued for the bot. */
export interface LoggedUpdate {
  update_id: number;
  chat_id: number;
  /** Milliseconds since 1970. */
  at: number;
  update: Update;
}

/** Something in a call that the Bot API reference doesn't allow, though Telegram may let it pass. */
export interface Violation {
  method: string;
  /** Its path, such as `reply_markup.inline_keyboard[0][1].colour`. */
  parameter: string;
  why: string;
}

/** Selects entries: of a chat, since a time, and of those the newest `limit`. */
export interface Selection {
  chat?: number;
  /** Milliseconds since 1970. */
  since?: number;
  limit?: number;
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
