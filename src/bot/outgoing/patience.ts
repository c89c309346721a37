import type { Refusal } from './answer.ts';

/** For how long one call waits in all, less than the client's own time limit; more is the caller's to explain. */
const longestWaitMs = 45_000;
const mostWaits = 5;

/** How much waiting one call has left. */
export interface Patience {
  /** Takes `ms` off. False: that is more than is left, and nothing is taken. */
  spend(ms: number): boolean;
  /** For how many milliseconds Telegram wants to be left alone after this refusal; undefined: not, or for too long. */
  wait(refusal: Refusal): number | undefined;
}

export function createPatience(): Patience {
  let waits = 0;
  let left = longestWaitMs;
  const spend = (ms: number): boolean => {
    if (ms > left) return false;
    left -= ms;
    return true;
  };
  return {
    spend,
    wait({ error_code, parameters }) {
      const seconds = error_code === 429 ? parameters?.retry_after : undefined;
      if (seconds === undefined || waits === mostWaits || !spend(seconds * 1000)) return undefined;
      waits += 1;
      return seconds * 1000;
    },
  };
}
