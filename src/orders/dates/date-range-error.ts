/**
 * Why a text is no date range:
 * - `unreadable`: it isn't written in a way that is understood
 * - `no-such-date`: the calendar has no such day, as 30 February
 * - `end-before-start`: its end lies before its start
 * - `in-the-future`: its start lies after today
 */
export type DateRangeProblem = 'unreadable' | 'no-such-date' | 'end-before-start' | 'in-the-future';

const LONGEST_PART = 60;

/** A person's text can't be taken as a date range; `part` is the piece of it to show, at most 60 characters. */
export class DateRangeError extends Error {
  override readonly name = 'DateRangeError';
  readonly reason: DateRangeProblem;
  readonly part: string;

  constructor(reason: DateRangeProblem, part: string) {
    const letters = [...part];
    const shown =
      letters.length > LONGEST_PART ? `${letters.slice(0, LONGEST_PART - 1).join('')}…` : part;
    super(`${reason}: ${shown}`);
    this.reason = reason;
    this.part = shown;
  }
}
