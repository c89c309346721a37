import { setTimeout as sleep } from 'node:timers/promises';
import { GrammyError, HttpError } from 'grammy';
import type { Logger } from 'pino';

const firstPauseMs = 1000;
/** People wait for as long once Telegram is back. */
const longestPauseMs = 10_000;

/**
 * Asks Telegram until it answers; while it can't be reached, is ill (5xx) or wants to be left alone (429),
 * waits with growing pauses of at most ten seconds, and says so in the log.
 * @throws {GrammyError} when Telegram says no; the signal's reason when it is aborted
 */
export async function untilReached<T>(
  ask: () => Promise<T>,
  log: Logger,
  signal: AbortSignal,
): Promise<T> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      if (!mayPass(error)) throw error;
      log.warn({ err: error, pauseMs }, 'Telegram can’t be reached yet, still trying');
      await sleep(pauseMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

/**
 * Tells for how many milliseconds to leave alone what failed through no fault of its own: Telegram wants its chat to be
 * left alone (429), or is away for everybody. Undefined: it has failed.
 */
export type WaitOut = (error: unknown) => Promise<number | undefined>;

/** @param ask something that Telegram always answers while it is there */
export function createWaitOut(ask: () => Promise<unknown>): WaitOut {
  let asking: Promise<boolean> | undefined;
  // Of many that fail at once, one asks.
  const isAway = (): Promise<boolean> => {
    asking ??= ask()
      .then(() => false, mayPass)
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
  return async (error) => {
    if (!mayPass(error)) return undefined;
    const seconds = error instanceof GrammyError ? error.parameters.retry_after : undefined;
    if (seconds !== undefined) return seconds * 1000;
    return (await isAway()) ? longestPauseMs : undefined;
  };
}

function mayPass(error: unknown): boolean {
  if (error instanceof HttpError) return true;
  return error instanceof GrammyError && (error.error_code >= 500 || error.error_code === 429);
}
