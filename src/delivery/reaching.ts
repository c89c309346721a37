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

function mayPass(error: unknown): boolean {
  if (error instanceof HttpError) return true;
  return error instanceof GrammyError && (error.error_code >= 500 || error.error_code === 429);
}
