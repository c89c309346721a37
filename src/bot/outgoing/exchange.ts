import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import { NotReached, type Request, request } from './request.ts';

/**
 * Makes one request and reads its answer. After a 5xx or a broken connection it is made again where that does no harm:
 * a call that does the same twice as once, or any call whose request has not left. A message is never sent again
 * whose request may have arrived.
 * @param pausesMs how long to wait before each repeat
 * @throws what {@link request} throws, when there is no further repeat
 */
export async function exchange(
  address: string,
  asked: Request,
  { isHarmless, isRepeatable }: Call,
  pausesMs: readonly number[],
): Promise<Answer> {
  for (const pauseMs of pausesMs) {
    try {
      const answer = await request(address, asked);
      if (answer.status < 500 || !isHarmless || !isRepeatable) return answer;
    } catch (error) {
      const mayRepeat = isRepeatable && (isHarmless || error instanceof NotReached);
      if (!mayRepeat || asked.signal?.aborted) throw error;
    }
    await sleep(pauseMs, undefined, { signal: asked.signal });
  }
  return request(address, asked);
}
