import type { ApiError } from 'grammy/types';

/** For how long after its beginning a call may be made again; beyond that its caller decides. */
const budgetMs = 45_000;
const mostFloodWaits = 5;

/** How much waiting one call has left. Time passes for it whether the call waits or is under way. */
export interface RetryBudget {
  /** Whether the call may wait for `ms` milliseconds more. */
  allows(ms: number): boolean;
  /**
   * For how many milliseconds to wait before the call is made again after Telegram asked to wait (429); undefined: it
   * asked for nothing, for too long or too often.
   */
  afterFlood(refusal: ApiError): number | undefined;
}

/** @param now milliseconds on a clock that only goes forward */
export function createRetryBudget(now: () => number = () => performance.now()): RetryBudget {
  const endsAt = now() + budgetMs;
  let floodWaits = 0;
  const allows = (ms: number): boolean => now() + ms <= endsAt;
  return {
    allows,
    afterFlood({ error_code, parameters }) {
      const seconds = error_code === 429 ? parameters?.retry_after : undefined;
      if (seconds === undefined || floodWaits === mostFloodWaits) return undefined;
      if (!allows(seconds * 1000)) return undefined;
      floodWaits += 1;
      return seconds * 1000;
    },
  };
}
