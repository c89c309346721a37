import type { Logger } from 'pino';

/** Logs why requests were refused; of many that are alike, one line a minute. */
export interface RefusalLog {
  refused(outcome: string): void;
}

/**
 * Anybody who reaches the server can have requests refused: the first of a kind is logged at once, what follows within
 * `everyMs` as one line with its number.
 */
export function createRefusalLog(log: Logger, everyMs = 60_000): RefusalLog {
  /** How many more there were, for each outcome that was logged less than `everyMs` ago. */
  const more = new Map<string, number>();

  const refused = (outcome: string): void => {
    const counted = more.get(outcome);
    if (counted !== undefined) {
      more.set(outcome, counted + 1);
      return;
    }
    log.warn({ outcome }, 'a webhook request was refused');
    quietFor(outcome);
  };

  const quietFor = (outcome: string): void => {
    more.set(outcome, 0);
    setTimeout(() => {
      const count = more.get(outcome) ?? 0;
      more.delete(outcome);
      if (count === 0) return;
      log.warn({ outcome, count }, 'more webhook requests were refused');
      quietFor(outcome);
    }, everyMs).unref();
  };

  return { refused };
}
