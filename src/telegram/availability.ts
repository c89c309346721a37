import { setTimeout as sleep } from 'node:timers/promises';
import { GrammyError } from 'grammy';
import type { Logger } from 'pino';
import { isTransient } from './errors.ts';

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
      if (!isTransient(error)) throw error;
      log.warn({ err: error, pauseMs }, 'Telegram can’t be reached yet, still trying');
      await sleep(pauseMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

/**
 * How long to wait, in milliseconds, before doing again what failed through no fault of its own: Telegram wants its
 * chat to be left alone (429), or is away for everybody. Undefined: the failure is real.
 */
export type TransientDelay = (error: unknown) => Promise<number | undefined>;

/** @param ask something that Telegram always answers while it is there */
export function createTransientDelay(ask: () => Promise<unknown>): TransientDelay {
  let asking: Promise<boolean> | undefined;
  // Of many that fail at once, one asks.
  const isAway = (): Promise<boolean> => {
    asking ??= ask()
      .then(() => false, isTransient)
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
  return async (error) => {
    if (!isTransient(error)) return undefined;
    const seconds = error instanceof GrammyError ? error.parameters.retry_after : undefined;
    if (seconds !== undefined) return seconds * 1000;
    return (await isAway()) ? longestPauseMs : undefined;
  };
}
