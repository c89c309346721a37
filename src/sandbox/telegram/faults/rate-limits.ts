import type { KeptChat } from '../world/chats.ts';

/** At most `count` within `ms`. */
interface Allowance {
  count: number;
  ms: number;
}

/**
 * Telegram documents about one message a second per chat with "short bursts", 20 a minute per group
 * and 30 a second overall, but not the exact rules (Bots FAQ, "My bot is hitting limits"). The
 * burst is our guess.
 */
const limitPerChat: Allowance = { count: 5, ms: 5000 };
const limitPerGroup: Allowance = { count: 20, ms: 60_000 };
const limitInAll: Allowance = { count: 30, ms: 1000 };

/** Sending and editing share a chat's limits (tdlib/td issues 2592 and 3034); only sending counts overall. */
const sendingMethods = new Set(['sendMessage', 'sendDocument', 'sendPhoto', 'createForumTopic']);
const editingMethods = new Set(['editMessageText', 'editMessageCaption', 'editMessageReplyMarkup']);

/**
 * Counts what the bot sends and says how long it has to wait. Answers to presses aren't limited
 * (…/issues/648).
 */
export class RateLimits {
  on = false;
  readonly #sent = new Map<string, number[]>();
  readonly #now: () => number;

  /** @param now a monotonic clock in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * The seconds until a call may be made, or `undefined` when it may be made now, in which case it
   * is counted.
   */
  take(method: string, chat: KeptChat | undefined): number | undefined {
    const limits = this.on && chat ? limitsOf(method, chat) : [];
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

function limitsOf(method: string, { info }: KeptChat): [string, Allowance][] {
  const sends = sendingMethods.has(method);
  if (!sends && !editingMethods.has(method)) return [];
  const limits: [string, Allowance][] = [[`chat ${info.id}`, limitPerChat]];
  if (info.type !== 'private') limits.push([`group ${info.id}`, limitPerGroup]);
  if (sends) limits.push(['all', limitInAll]);
  return limits;
}
