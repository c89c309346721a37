import type { Backlog } from '../store/inbox/backlog.ts';

/** Why the bot can't be relied on at this moment; none when it can. */
export type Readiness = () => Promise<string[]>;

export interface ReadinessParts {
  /** How much waits in the inbox: an answer also shows that the database is there. */
  backlog: () => Promise<Backlog>;
  /** What is wrong with the database, in plain words; undefined when nothing is known to be. */
  trouble: () => string | undefined;
  /** Telegram has been reached, and updates are being handled. */
  isRunning: () => boolean;
  /** The longest that an update may have been due without being handled. */
  oldestMs?: number;
  /** The longest that the database may take to answer. */
  answerMs?: number;
}

export function createReadiness({
  backlog,
  trouble,
  isRunning,
  oldestMs = 120_000,
  answerMs = 2000,
}: ReadinessParts): Readiness {
  return async () => {
    const reasons = isRunning() ? [] : ['the bot is starting or stopping'];
    const found = await within(answerMs, backlog()).catch(() => undefined);
    const wrong = trouble();
    if (wrong !== undefined) reasons.push(`the database can’t be used: ${wrong}`);
    else if (found === undefined) reasons.push('the database does not answer');
    else if (found.oldestMs > oldestMs) {
      reasons.push(`an update has been waiting for ${Math.round(found.oldestMs / 1000)} seconds`);
    }
    return reasons;
  };
}

export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/** @throws {TookTooLong} after `ms`, or what the work throws */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TookTooLong(`It took longer than ${ms} ms`)), ms);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
