import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Engine } from '../engine/engine.ts';
import { DatabaseUnavailable } from '../errors.ts';

/** How the database is doing, for those to whom it makes a difference. */
export interface DatabaseHealth {
  /** What is wrong, in plain words; undefined while it can be used. */
  readonly trouble: string | undefined;
  /**
   * Does what has to be done and can be repeated: when an outage comes in between, once more after it.
   * @throws what the work throws besides, and {@link DatabaseUnavailable} when the store is closed meanwhile
   */
  retryAfterOutage<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Knows of each outage from the first statement that meets it until something can be written again. Meanwhile nothing
 * gets through: where reading still works, work would be taken up, shown to people, and not be marked as done.
 */
export interface CircuitBreaker extends DatabaseHealth {
  /** Lets a statement through. @throws {DatabaseUnavailable} during an outage, once the first try to end it has failed */
  assertAvailable(): Promise<void>;
  /**
   * Turns an error that tells of an outage into one that says so, and begins the outage.
   * @param since when the work began that met it: what began before the last outage was over tells of no new one
   */
  recognize(error: unknown, since: number): unknown;
  /** Looks whether a connection that broke by itself means an outage. */
  suspect(error: unknown): void;
  /** Ends the tries, and the waiting of all who {@link retryAfterOutage}. */
  close(): void;
}

interface Outage {
  words: string;
  readonly since: number;
  /** Settles when it was tried for the first time whether it is over already. */
  readonly firstTry: Promise<void>;
  readonly over: Promise<void>;
}

const firstPauseMs = 250;
const longestPauseMs = 2000;
/** One that follows so soon is the former one, which was taken for over: it is tried less often. */
const relapseMs = 10_000;
const longestRelapsePauseMs = 30_000;

export function createCircuitBreaker(engine: Engine, log: Logger | undefined): CircuitBreaker {
  const closing = new AbortController();
  let current: Outage | undefined;
  let overAt = Number.NEGATIVE_INFINITY;
  let relapses = 0;
  let suspecting = false;

  /** What is met on trying to write; undefined: something was written. */
  const whatIsWrong = async (): Promise<unknown> => {
    try {
      await engine.tryWriting();
      return undefined;
    } catch (error) {
      return error;
    }
  };

  const begin = (words: string, error: unknown): void => {
    relapses = performance.now() - overAt < relapseMs ? relapses + 1 : 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const outage = { words, since: performance.now(), firstTry: promise };
    const over = end(outage, resolve).finally(resolve);
    // Who waits for it is told by `retryAfterOutage`.
    over.catch(() => undefined);
    current = { ...outage, over };
    const said = error instanceof Error ? error.message : undefined;
    log?.error({ said }, `the database can’t be used: ${words}`);
  };

  const end = async ({ since }: { since: number }, tried: () => void): Promise<void> => {
    let pauseMs =
      relapses === 0 ? 0 : Math.min(firstPauseMs * 2 ** (relapses - 1), longestRelapsePauseMs);
    if (pauseMs > 0) tried();
    for (;;) {
      await sleep(pauseMs, undefined, { signal: closing.signal });
      const error = await whatIsWrong();
      if (error === undefined) break;
      if (current) current.words = engine.wordsFor(error) ?? current.words;
      tried();
      pauseMs = Math.min(Math.max(firstPauseMs, pauseMs * 2), longestPauseMs);
    }
    current = undefined;
    overAt = performance.now();
    const seconds = Math.round((overAt - since) / 100) / 10;
    log?.info({ seconds }, 'the database can be used again');
  };

  /** A server that is stopping may still answer once. Undefined: nothing tells of an outage. */
  const lookTwice = async (): Promise<string | undefined> => {
    const words = engine.wordsFor(await whatIsWrong());
    if (words !== undefined || current !== undefined) return words;
    await sleep(firstPauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
    return closing.signal.aborted ? undefined : engine.wordsFor(await whatIsWrong());
  };

  return {
    get trouble() {
      return current?.words;
    },
    async assertAvailable() {
      if (current === undefined) return;
      await current.firstTry;
      if (current !== undefined) throw new DatabaseUnavailable(current.words);
    },
    recognize(error, since) {
      const words = engine.wordsFor(error);
      if (words === undefined) return error;
      if (current === undefined && since >= overAt && !closing.signal.aborted) begin(words, error);
      return new DatabaseUnavailable(words, error);
    },
    suspect(cut) {
      if (suspecting || current !== undefined || closing.signal.aborted) return;
      suspecting = true;
      void lookTwice().then((words) => {
        suspecting = false;
        if (current !== undefined || closing.signal.aborted) return;
        if (words !== undefined) begin(words, cut);
        else
          log?.warn({ reason: engine.wordsFor(cut) }, 'an idle connection to the database was cut');
      });
    },
    async retryAfterOutage(work) {
      for (;;) {
        try {
          return await work();
        } catch (error) {
          if (!(error instanceof DatabaseUnavailable) || closing.signal.aborted) throw error;
          await current?.over.catch(() => {
            throw error;
          });
        }
      }
    },
    close: () => closing.abort(),
  };
}
