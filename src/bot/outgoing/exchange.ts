import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';

/** Errors of Node's fetch that come before a request has left (Node, Errors; undici, Errors). */
const beforeLeaving = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Makes one request and reads its answer. After a 5xx or a broken connection it is made again where that does no harm:
 * a call that does the same twice as once, or any call whose request has not left. A message is never sent again
 * whose request may have arrived.
 * @param pausesMs how long to wait before each repeat
 * @throws what `fetch` throws, when there is no further repeat
 */
export async function exchange(
  address: string,
  init: RequestInit,
  { isHarmless, isRepeatable }: Call,
  pausesMs: readonly number[],
): Promise<Answer> {
  for (const pauseMs of pausesMs) {
    try {
      const answer = await once(address, init);
      if (answer.status < 500 || !isHarmless || !isRepeatable) return answer;
    } catch (error) {
      const mayRepeat = isRepeatable && (isHarmless || neverLeft(error));
      if (!mayRepeat || init.signal?.aborted) throw error;
    }
    await sleep(pauseMs, undefined, { signal: init.signal ?? undefined });
  }
  return once(address, init);
}

async function once(address: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(address, init);
  return { status: response.status, text: await response.text() };
}

function neverLeft(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'code' in cause &&
    beforeLeaving.has(String(cause.code))
  );
}
