import pLimit, { type LimitFunction } from 'p-limit';

/** The slots for requests of one token. Downloads, which can take minutes, have their own. */
export interface Slots {
  /** For reads and acts. */
  requests: LimitFunction;
  downloads: LimitFunction;
}

const slotsByToken = new Map<string, Slots>();

/** The slots of a token, shared by every client of it in this process. The newest client sets how many there are. */
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
 * Waits for a free slot; calling the result frees it, and calling it again does nothing.
 * Rejects with the signal's reason if that comes first, and then holds no slot.
 */
export function acquire(slots: LimitFunction, signal?: AbortSignal): Promise<() => void> {
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
    void slots(hold);
  });
}
