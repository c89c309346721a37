/**
 * When a call may leave. Nothing is held back until Telegram asks for it: its limits allow bursts and are known only
 * roughly. A chat in which it answered 429 is then left alone for as long as it said, and goes slowly for a minute;
 * when several chats are refused at once, it is the limit for all of them together, and everything goes slowly.
 */
export interface Pacing {
  /** Milliseconds until a call to this chat may leave; 0 takes the turn. */
  turn(chat: number | string): number;
  /** Telegram wants this chat to be left alone for `ms`. */
  flood(chat: number | string, ms: number): void;
}

/** Telegram Bots FAQ, limits: about 1 message a second in a chat, 20 a minute in a group, 30 a second in all. */
const chatSpacingMs = 1000;
const groupSpacingMs = 3000;
const allSpacingMs = 34;
const slowForMs = 60_000;
/** This many chats refused within this time: it isn't one chat that has too much. */
const manyChats = 3;
const atOnceMs = 5000;

interface Lane {
  readyAt: number;
  /** Until then calls keep their distance. */
  slowUntil: number;
  floodedAt: number;
}

/** @param now milliseconds on a clock that only goes forward */
export function createPacing(now: () => number = () => performance.now()): Pacing {
  const lanes = new Map<number | string, Lane>();
  const all = { readyAt: 0, slowUntil: 0 };

  return {
    turn(chat) {
      const at = now();
      const lane = lanes.get(chat);
      const readyAt = Math.max(lane?.readyAt ?? 0, at < all.slowUntil ? all.readyAt : 0);
      if (readyAt > at) return readyAt - at;
      if (at < all.slowUntil) all.readyAt = at + allSpacingMs;
      if (lane !== undefined) {
        if (at < lane.slowUntil) lane.readyAt = at + spacingOf(chat);
        else lanes.delete(chat);
      }
      return 0;
    },
    flood(chat, ms) {
      const at = now();
      lanes.set(chat, { readyAt: at + ms, slowUntil: at + ms + slowForMs, floodedAt: at });
      const lately = [...lanes.values()].filter(({ floodedAt }) => at - floodedAt <= atOnceMs);
      if (lately.length >= manyChats) all.slowUntil = at + slowForMs;
      for (const [other, { readyAt, slowUntil }] of lanes) {
        if (slowUntil < at && readyAt < at) lanes.delete(other);
      }
    },
  };
}

/** Groups have negative IDs, or names. */
function spacingOf(chat: number | string): number {
  return Number(chat) > 0 ? chatSpacingMs : groupSpacingMs;
}
