import { setTimeout as delay } from 'node:timers/promises';

const mostTries = 6;
const pauseMs = 20;

/**
 * Does work anew that PostgreSQL has ended because it and another transaction waited for each other, each time a little
 * later. Throws what the work throws otherwise, and a deadlock that comes again and again.
 */
export async function despiteDeadlocks<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isDeadlock(error) || tries === mostTries) throw error;
      // Begun at once it could take, before the other one has woken up, what that one waits for.
      await delay(pauseMs * tries);
    }
  }
}

/** PostgreSQL, Error Codes: deadlock_detected. */
function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01';
}
