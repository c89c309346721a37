import { partOfAnOutage } from '../log.ts';

/** Why the database can't be used. */
export type StoreProblem = 'newer' | 'migration' | 'locked' | 'key' | 'unreachable';

/** The database can't be used; the message is for the person who runs the bot. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly problem: StoreProblem;

  constructor(problem: StoreProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.problem = problem;
  }
}

/** One text can't be decrypted: made with another SECRET_KEY, put into another row, or changed. Others may be fine. */
export class DecryptionFailed extends Error {
  override readonly name = 'DecryptionFailed';

  constructor(cause?: unknown) {
    super(
      'It can’t be decrypted: it was written with another SECRET_KEY, moved here from another row, or changed.',
      { cause },
    );
  }
}

/**
 * The database of a running bot can’t be used at the moment. Transient: retry later.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  readonly [partOfAnOutage] = true;

  /** @param words what is wrong, in plain words */
  constructor(words: string, cause?: unknown) {
    super(`The database can’t be used: ${words}.`, { cause });
  }
}
