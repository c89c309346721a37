import pLimit, { type LimitFunction } from 'p-limit';

/** The places for requests of one token. Downloads, which can take minutes, have their own. */
export interface Slots {
  /** For reads and acts. */
  requests: LimitFunction;
  downloads: LimitFunction;
}

const slotsByToken = new Map<string, Slots>();

/** The places of a token, shared by every client of it in this process. The newest client says how many they are. */
export function slotsOf(
  token: string,
  { concurrency, downloads }: { concurrency: number; downloads: number },
): Slots {
  const slots = slotsByToken.get(token) ?? {
    requests: pLimit(concurrency),
    downloads: pLimit(downloads),
  };
  slots.requests.concurrency = concurrency;
  slots.downloads.concurrency = downloads;
  slotsByToken.set(token, slots);
  return slots;
}

/**
 * Waits for a free place; the caller gives it back by calling what it gets, again without effect.
 * Rejects with the signal's reason when that comes first, and then holds no place.
 */
export function acquire(places: LimitFunction, signal?: AbortSignal): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal?.reason);
    const hold = () =>
      new Promise<void>((release) => {
        signal?.removeEventListener('abort', giveUp);
        if (signal?.aborted) release();
        else resolve(release);
      });
    if (signal?.aborted) return giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    void places(hold);
  });
}
