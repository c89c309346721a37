import { setTimeout as sleep } from 'node:timers/promises';
import { hasNotLeft } from '../errors.ts';
import type { BotApiResponse } from './bot-api-call.ts';
import type { RetryBudget } from './retry-budget.ts';

export interface RepeatRules {
  /** The call may have been carried out by a server that failed to say so, and does no harm if it is again. */
  isHarmless: boolean;
  /** How long to wait before each repeat, in milliseconds. */
  pausesMs: readonly number[];
  budget: RetryBudget;
  signal: AbortSignal | undefined;
}

/**
 * Makes a call, and after a 5xx or a broken connection makes it again where that does no harm: a harmless one, or any
 * whose request never left. A message is never sent again that may have arrived.
 * @throws {HttpError} when there is no further repeat
 */
export async function sendWithRepeats(
  send: () => Promise<BotApiResponse>,
  { isHarmless, pausesMs, budget, signal }: RepeatRules,
): Promise<BotApiResponse> {
  for (const pauseMs of pausesMs) {
    const mayRepeat = () => budget.allows(pauseMs) && !signal?.aborted;
    try {
      const response = await send();
      if (response.ok || response.error_code < 500 || !isHarmless || !mayRepeat()) return response;
    } catch (error) {
      if (!(isHarmless || hasNotLeft(error)) || !mayRepeat()) throw error;
    }
    await sleep(pauseMs, undefined, { signal });
  }
  return send();
}
