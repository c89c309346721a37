import type { Room } from '../world/rooms.ts';

/** So many within so long. */
interface Allowance {
  count: number;
  ms: number;
}

/**
 * Telegram names about one message a second in a chat, "short bursts" allowed, 20 a minute in a group and 30 a
 * second in all, and keeps the truth to itself (Bots FAQ, "My bot is hitting limits"). The bursts are a guess.
 */
const limitPerChat: Allowance = { count: 5, ms: 5000 };
const limitPerGroup: Allowance = { count: 20, ms: 60_000 };
const limitInAll: Allowance = { count: 30, ms: 1000 };

/** Messages sent and edited share a chat's limits (tdlib/td issues 2592 and 3034); only new ones count in all. */
const sendingMethods = new Set(['sendMessage', 'sendDocument', 'sendPhoto', 'createForumTopic']);
const editingMethods = new Set(['editMessageText', 'editMessageCaption', 'editMessageReplyMarkup']);

/** Counts what the bot sends, and says when it has to wait. Answers to presses have no limit (…/issues/648). */
export class RateLimits {
  on = false;
  readonly #sent = new Map<string, number[]>();
  readonly #now: () => number;

  /** @param now milliseconds that only go forward */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** The seconds until a call may be made; `undefined` when it may be now, and then it counts. */
  take(method: string, room: Room | undefined): number | undefined {
    const limits = this.on && room ? limitsOf(method, room) : [];
    const now = this.#now();
    const waits = limits.map(([key, allowance]) => this.#wait(key, allowance, now));
    const wait = Math.max(0, ...waits);
    if (wait > 0) return Math.ceil(wait / 1000);
    for (const [key] of limits) this.#sent.set(key, [...(this.#sent.get(key) ?? []), now]);
    return undefined;
  }

  clear(): void {
    this.#sent.clear();
  }

  #wait(key: string, { count, ms }: Allowance, now: number): number {
    const recent = (this.#sent.get(key) ?? []).filter((at) => at > now - ms);
    if (recent.length > 0) this.#sent.set(key, recent);
    else this.#sent.delete(key);
    const oldest = recent.at(-count);
    return oldest === undefined ? 0 : oldest + ms - now;
  }
}

function limitsOf(method: string, { chat }: Room): [string, Allowance][] {
  const sends = sendingMethods.has(method);
  if (!sends && !editingMethods.has(method)) return [];
  const limits: [string, Allowance][] = [[`chat ${chat.id}`, limitPerChat]];
  if (chat.type !== 'private') limits.push([`group ${chat.id}`, limitPerGroup]);
  if (sends) limits.push(['all', limitInAll]);
  return limits;
}
