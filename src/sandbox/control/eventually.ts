import type { Watchers } from './watchers.ts';

/**
 * Resolves as soon as an event makes it hold, when the time is up, or when whoever waits has gone.
 * @param ms how long to wait at most, in milliseconds
 */
export async function eventually<Event>(
  watchers: Watchers<Event>,
  holds: () => boolean,
  ms: number,
  gone: AbortSignal,
): Promise<void> {
  if (ms === 0 || gone.aborted || holds()) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const unwatch = watchers.watch(() => {
    if (holds()) resolve();
  });
  const timer = setTimeout(resolve, ms);
  gone.addEventListener('abort', () => resolve());
  await promise;
  clearTimeout(timer);
  unwatch();
}
