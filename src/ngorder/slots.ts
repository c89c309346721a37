import pLimit, { type LimitFunction } from 'p-limit';

/** The places for requests of one token; downloads, which can take minutes, never fill them all. */
export interface Slots {
  all: LimitFunction;
  downloads: LimitFunction;
}

const slotsByToken = new Map<string, Slots>();

/**
 * The places of a token, shared by every client of it in this process. The newest client says how many they are.
 */
export function slotsOf(token: string, concurrency: number): Slots {
  const downloads = Math.max(1, concurrency - 1);
  const slots = slotsByToken.get(token) ?? {
    all: pLimit(concurrency),
    downloads: pLimit(downloads),
  };
  slots.all.concurrency = concurrency;
  slots.downloads.concurrency = downloads;
  slotsByToken.set(token, slots);
  return slots;
}

/**
 * Waits for a free place; the caller gives it back by calling what it gets, once.
 * Rejects with the signal's reason when that comes first, and then holds no place.
 */
export function takePlace(places: LimitFunction, signal?: AbortSignal): Promise<() => void> {
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

/** As `takePlace`, for a download: a place among the downloads first, then one among all requests. */
export async function takeDownloadPlace(slots: Slots, signal?: AbortSignal): Promise<() => void> {
  const freeDownload = await takePlace(slots.downloads, signal);
  try {
    const free = await takePlace(slots.all, signal);
    return () => {
      free();
      freeDownload();
    };
  } catch (error) {
    freeDownload();
    throw error;
  }
}
