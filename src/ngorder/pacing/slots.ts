import { Maintenance, NgorderError, Throttled } from '../errors.ts';
import {
  answered,
  type Learned,
  nothingLearned,
  rateWindowMs,
  refused,
  waitBefore,
} from './learned-limit.ts';

/**
 * Whose turn it is first: the one request that a `person` waits for; then the `look` at orders of a run that are to be
 * acted on next, for which many acts wait; then the many pages of a `reading` and the many acts of a run, which take all
 * places while nobody else needs one; then what happens in the `background`, which never takes all.
 */
export type Priority = (typeof priorities)[number];

const priorities = ['person', 'look', 'reading', 'background'] as const;

/** The slots for requests of one token. Downloads, which can take minutes, have their own. */
export interface Slots {
  /** For reads and acts. */
  requests: RequestSlots;
  downloads: RequestSlots;
}

const slotsByToken = new Map<string, Slots>();

/**
 * The slots of a token, shared by every client of it in this process. The newest client says how many there are: a
 * number, or as many as Ngorder is found to bear.
 */
export function slotsOf(
  token: string,
  { concurrency, downloads }: { concurrency: number | 'learned'; downloads: number },
): Slots {
  const slots = slotsByToken.get(token) ?? {
    requests: new RequestSlots(),
    downloads: new RequestSlots(),
  };
  slots.requests.concurrency = concurrency;
  slots.downloads.concurrency = downloads;
  slotsByToken.set(token, slots);
  return slots;
}

type Take = () => void;

/** So many starts are remembered: more than a server takes within {@link rateWindowMs} from one client. */
const rememberedStarts = 1000;

/** Hands out slots, and learns from what becomes of the requests how many there may be. */
export class RequestSlots {
  /** So many at once, or as many as Ngorder is found to bear. */
  concurrency: number | 'learned' = 'learned';
  #learned: Learned = nothingLearned;
  readonly #waiting: Record<Priority, Take[]> = {
    person: [],
    look: [],
    reading: [],
    background: [],
  };
  readonly #held: Record<Priority, number> = { person: 0, look: 0, reading: 0, background: 0 };
  #underWay = 0;
  /** When the latest requests were given a slot, and when those were sent that are not refused so far. */
  readonly #starts: number[] = [];
  readonly #taken: number[] = [];
  readonly #fastest = new Map<string, number>();
  #waking: NodeJS.Timeout | undefined;

  /**
   * Waits for a free slot; calling the result frees it, and calling it again does nothing.
   * Rejects with the signal's reason if that comes first, and then holds no slot.
   */
  acquire(signal?: AbortSignal, priority: Priority = 'person'): Promise<() => void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const waiting = this.#waiting[priority];
      const giveUp = () => {
        waiting.splice(waiting.indexOf(take), 1);
        reject(signal?.reason);
      };
      const take = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve(this.#hold(priority));
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      waiting.push(take);
      this.#handOut();
    });
  }

  /**
   * A request is sent in a slot. To be called with what it failed with, or nothing, when it is over.
   * @param kind requests of one kind take about as long as each other
   */
  begin(kind: string): (error?: unknown) => void {
    const sentAt = performance.now();
    this.#underWay += 1;
    const inFlight = this.#underWay;
    const isFull = this.#heldInAll() >= this.#places();
    remember(this.#taken, sentAt);
    return (error) => {
      this.#underWay -= 1;
      if (this.concurrency === 'learned') this.#learn({ kind, sentAt, inFlight, isFull }, error);
      this.#handOut();
    };
  }

  #learn(
    { kind, isFull, ...sent }: { kind: string; sentAt: number; inFlight: number; isFull: boolean },
    error: unknown,
  ): void {
    const now = performance.now();
    const event = { ...sent, now };
    const { sentAt } = sent;
    if (error instanceof Throttled || error instanceof Maintenance) {
      this.#taken.splice(this.#taken.indexOf(sentAt), 1);
      const accepted = this.#taken.filter(
        (at) => at > sentAt - rateWindowMs && at <= sentAt,
      ).length;
      const { retryAfterMs } = error;
      const canBeRate = error instanceof Throttled;
      this.#learned = refused(this.#learned, { ...event, accepted, retryAfterMs, canBeRate });
      return;
    }
    // What didn't come back says nothing of how much the server bears.
    if (error !== undefined && !(error instanceof NgorderError && error.status !== undefined))
      return;
    const ms = now - sentAt;
    const fastest = Math.min(this.#fastest.get(kind) ?? ms, ms);
    this.#fastest.set(kind, fastest);
    this.#learned = answered(this.#learned, { ...event, took: ms / Math.max(1, fastest), isFull });
  }

  #hold(priority: Priority): () => void {
    this.#held[priority] += 1;
    remember(this.#starts, performance.now());
    let isFree = false;
    return () => {
      if (isFree) return;
      isFree = true;
      this.#held[priority] -= 1;
      this.#handOut();
    };
  }

  #handOut(): void {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const waitMs = this.#waitMs();
      if (waitMs > 0) {
        this.#waking ??= setTimeout(() => {
          this.#waking = undefined;
          this.#handOut();
        }, waitMs).unref();
        return;
      }
      this.#waiting[next].shift()?.();
    }
  }

  /** Whose turn it is; undefined: nobody waits, or there is no place. */
  #next(): Priority | undefined {
    const places = this.#places();
    if (this.#heldInAll() >= places) return undefined;
    const isRoom = this.#held.background < Math.max(1, Math.floor(places / 2));
    const allowed = isRoom ? priorities : priorities.filter((one) => one !== 'background');
    return allowed.find((one) => this.#waiting[one].length > 0);
  }

  #heldInAll(): number {
    const { person, look, reading, background } = this.#held;
    return person + look + reading + background;
  }

  #places(): number {
    return this.concurrency === 'learned' ? Math.floor(this.#learned.places) : this.concurrency;
  }

  #waitMs(): number {
    return this.concurrency === 'learned'
      ? waitBefore(this.#learned, this.#starts, performance.now())
      : 0;
  }
}

function remember(moments: number[], moment: number): void {
  moments.push(moment);
  if (moments.length > rememberedStarts) moments.shift();
}
