import { performance } from 'node:perf_hooks';
import {
  begun,
  lingerMs,
  type Measured,
  measured,
  nothingMeasured,
  together,
  waitBefore,
} from './people-first.ts';

/**
 * Does a piece of bulk work of one kind when its turn has come, in the order in which they came: at once while nobody waits
 * for an update, else as often as leaves people most of the main thread. Where the signal aborts before that, resolves
 * without having done anything.
 */
export type BulkLine = (piece: () => Promise<void>, signal: AbortSignal) => Promise<void>;

/** Lets bulk work go on beside people. What this process can't see, such as people at another copy, counts for nothing. */
export interface Bulk {
  /** A line of its own: lines take turns. */
  line(): BulkLine;
  /** Somebody waits for an update that is being handled, until the result is called. */
  waitedFor(): () => void;
}

/** What a turn is measured by: both in milliseconds, of which `busy` doesn't grow while the main thread has nothing to do. */
export interface Clock {
  now(): number;
  busy(): number;
}

const mainThread: Clock = {
  now: () => performance.now(),
  busy: () => performance.eventLoopUtilization().active,
};

/** Measured over about so long; what is measured over much longer says little, since all sorts of things happened then. */
const measureMs = 250;
const mostMeasuredMs = 4 * measureMs;

export function createBulk(clock: Clock = mainThread): Bulk {
  let sharing = nothingMeasured;
  const lines: (() => void)[][] = [];
  let waitedFor = 0;
  let lastOver = Number.NEGATIVE_INFINITY;
  let underWay = 0;
  let waking: NodeJS.Timeout | undefined;
  let since = { now: clock.now(), busy: clock.busy() };
  let seen: Omit<Measured, 'busyMs'> = { updates: 0, pieces: 0, hadBulk: false };

  const measure = (): void => {
    const now = clock.now();
    const ms = now - since.now;
    if (ms < measureMs) return;
    const busy = clock.busy();
    if (ms <= mostMeasuredMs) sharing = measured(sharing, { ...seen, busyMs: busy - since.busy });
    since = { now, busy };
    seen = { updates: 0, pieces: 0, hadBulk: underWay > 0 };
  };

  const nextLine = (): (() => void)[] | undefined => {
    const at = lines.findIndex((line) => line.length > 0);
    if (at < 0) return undefined;
    const [next] = lines.splice(at, 1);
    if (next !== undefined) lines.push(next);
    return next;
  };

  const beginDue = (): void => {
    clearTimeout(waking);
    waking = undefined;
    while (lines.some((line) => line.length > 0)) {
      const now = clock.now();
      const peopleUntil = waitedFor > 0 ? Number.POSITIVE_INFINITY : lastOver + lingerMs;
      const waitMs = waitBefore(sharing, now, peopleUntil);
      if (waitMs > 0) {
        waking = setTimeout(beginDue, waitMs).unref();
        return;
      }
      for (let next = 0; next < together; next += 1) {
        const begin = nextLine()?.shift();
        if (begin === undefined) break;
        sharing = begun(sharing, now);
        begin();
      }
    }
  };

  /** Resolves when a piece may begin. False: the signal was aborted before. */
  const turn = (line: (() => void)[], signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve(false);
      const giveUp = () => {
        line.splice(line.indexOf(begin), 1);
        resolve(false);
      };
      const begin = () => {
        signal.removeEventListener('abort', giveUp);
        resolve(true);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      line.push(begin);
      beginDue();
    });

  return {
    line() {
      const line: (() => void)[] = [];
      lines.push(line);
      return async (piece, signal) => {
        if (!(await turn(line, signal))) return;
        measure();
        underWay += 1;
        seen.hadBulk = true;
        try {
          await piece();
        } finally {
          underWay -= 1;
          seen.pieces += 1;
          measure();
        }
      };
    },
    waitedFor() {
      waitedFor += 1;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        waitedFor -= 1;
        lastOver = clock.now();
        seen.updates += 1;
        measure();
        if (waitedFor === 0) beginDue();
      };
    },
  };
}
