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
