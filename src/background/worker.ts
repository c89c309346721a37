/** What a worker works on, and how. */
export interface WorkerParts<Item> {
  /** Finds up to `limit` items that are to be worked on now, the most urgent first, those in hand included. */
  due(limit: number): Promise<readonly Item[]>;
  /** Tells items apart: one is never worked on twice at the same time. */
  key(item: Item): string;
  /**
   * Works on one, and lets go of it where `stopping` aborts. If it is still due afterwards, it is found again when the
   * worker is woken or looks by itself.
   */
  handle(item: Item, stopping: AbortSignal): Promise<void>;
  /** Told of what `due` and `handle` throw; an item is then left alone until it next looks by itself. */
  onTrouble(error: unknown, key: string | undefined): void;
  /** How many are worked on side by side. */
  atOnce: number;
  /** How often it looks by itself, in milliseconds; in between it looks when it is woken. */
  everyMs: number;
  /** Has it woken by changes elsewhere while it runs. Returns the way to stop that. */
  wokenBy?: (wake: () => void) => () => void;
}

/** Works on whatever is due, beside everything else. */
export interface Worker {
  start(): void;
  /** Something may be due now. */
  wake(): void;
  /** Takes up nothing more, tells what is in hand that it is to let go, and waits for it. */
  stop(): Promise<void>;
  /** Works on everything that is due now, each item once; for a clean end and for tests. */
  runDue(): Promise<void>;
}

/**
 * A worker that looks for items when it is woken and every now and then.
 * @example createWorker({ due: rows.due, key: ({ id }) => id, handle: deliver, onTrouble, atOnce: 5, everyMs: 1000 })
 */
export function createWorker<Item>(parts: WorkerParts<Item>): Worker {
  const { due, key, handle, onTrouble, atOnce, everyMs } = parts;
  const inHand = new Map<string, Promise<void>>();
  /** What has failed since it last looked by itself: tried again at once it would most likely fail again. */
  const failed = new Set<string>();
  /** What was worked on since it was last woken: what is due all the same waits for somebody else. */
  const handled = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let stopWaking: (() => void) | undefined;
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  const stopping = new AbortController();
  const isStopped = () => stopping.signal.aborted;

  const takeUp = (item: Item): void => {
    const name = key(item);
    const work = handle(item, stopping.signal)
      .catch((error: unknown) => {
        failed.add(name);
        onTrouble(error, name);
      })
      .finally(() => {
        inHand.delete(name);
        handled.add(name);
        lookOn();
      });
    inHand.set(name, work);
  };

  /** Takes up what is due, but for some, as far as there is room. Returns the keys of what it took up. */
  const look = async (except: ReadonlySet<string>): Promise<string[]> => {
    if (isStopped() || inHand.size >= atOnce) return [];
    const items = await due(atOnce + inHand.size + except.size);
    const taken: string[] = [];
    for (const item of items) {
      const name = key(item);
      if (isStopped() || inHand.size >= atOnce) break;
      if (inHand.has(name) || except.has(name)) continue;
      takeUp(item);
      taken.push(name);
    }
    return taken;
  };

  /** Looks for more, now that there is room again. */
  const lookOn = (): void => {
    if (timer === undefined || isStopped()) return;
    lookAgain = true;
    looking ??= lookUntilNothingNew();
  };

  const lookUntilNothingNew = async (): Promise<void> => {
    try {
      while (lookAgain && !isStopped()) {
        lookAgain = false;
        await look(failed.union(handled));
      }
    } catch (error) {
      onTrouble(error, undefined);
    } finally {
      // In the same turn as the last question whether to look again: nobody asks in between and is not heard.
      looking = undefined;
    }
  };

  const wake = (): void => {
    handled.clear();
    lookOn();
  };

  return {
    start() {
      stopWaking = parts.wokenBy?.(wake);
      timer = setInterval(() => {
        failed.clear();
        wake();
      }, everyMs);
      wake();
    },
    wake,
    async stop() {
      stopping.abort();
      stopWaking?.();
      clearInterval(timer);
      await looking;
      await Promise.all(inHand.values());
    },
    async runDue() {
      const seen = new Set<string>();
      for (;;) {
        const taken = await look(seen);
        for (const name of taken) seen.add(name);
        if (inHand.size === 0) return;
        await Promise.race(inHand.values());
      }
    },
  };
}
