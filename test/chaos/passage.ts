/** Which process of the bot: its copy, and how often that has been started. */
export interface Life {
  copy: number;
  start: number;
}

/** One request between a process of the bot and the world, with the moments that matter when somebody dies. */
export interface Passage {
  number: number;
  life: Life;
  to: 'telegram' | 'ngorder' | 'bot';
  /** Telegram's method, Ngorder's operation, or `delivery` for an update on its way to a webhook. */
  what: string;
  query: Record<string, string>;
  /** Its JSON; undefined where it carries none, or a file. */
  body: unknown;
  /** All times are milliseconds since 1970, with fractions. */
  arrivedAt: number;
  /** When it could do nothing any more: answered, broken off, or never passed on. */
  overAt?: number;
  status?: number;
  /** The orders that the answer to a reading request shows. */
  orderIds?: ReadonlySet<number>;
  /** The updates that the answer hands over. */
  updateIds?: readonly number[];
  /** When the last of the answer was handed back. */
  handedBackAt?: number;
}

/** Where on its way a request can be stopped; only a file on its way has begun without having arrived. */
export type Phase = 'begun' | 'arrived' | 'carried out';

/** A request that waits for what becomes of its process. */
export interface Held {
  passage: Passage;
  /** False: it never gets any further. */
  letGo(on: boolean): void;
}

/** The time as the databases and the bot's log tell it, but finer. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Which request it is, as far as another run with the same seed can have the same. */
export function inWords({ what, body }: Passage): string {
  const { id, chat_id, text, update_id } = (body ?? {}) as Record<string, unknown>;
  const order = id ?? /#(\d+)/.exec(String(text ?? ''))?.[1];
  return [what, order && `#${order}`, chat_id && `in ${chat_id}`, update_id]
    .filter(Boolean)
    .join(' ');
}

interface Waiting {
  fits: (passage: Passage, phase: Phase) => boolean;
  left: number;
  take: (held: Held) => void;
}

/** What all requests come through, and can be stopped in. */
export class Gate {
  readonly passages: Passage[] = [];
  readonly #waiting = new Set<Waiting>();

  enter(passage: Omit<Passage, 'number' | 'arrivedAt'>): Passage {
    const entered = { ...passage, number: this.passages.length, arrivedAt: now() };
    this.passages.push(entered);
    return entered;
  }

  /** Resolves when the request may go on; false: it may not. */
  async pass(passage: Passage, phase: Phase): Promise<boolean> {
    for (const waiting of this.#waiting) {
      if (!waiting.fits(passage, phase)) continue;
      waiting.left -= 1;
      if (waiting.left > 0) continue;
      this.#waiting.delete(waiting);
      return new Promise((letGo) => waiting.take({ passage, letGo }));
    }
    return true;
  }

  /** Stops the `nth` request that fits; undefined when none has come within `mostMs`. */
  hold(fits: Waiting['fits'], nth: number, mostMs: number): Promise<Held | undefined> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        fits,
        left: nth,
        take: (held) => {
          clearTimeout(timer);
          resolve(held);
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting);
        resolve(undefined);
      }, mostMs);
      this.#waiting.add(waiting);
    });
  }
}
