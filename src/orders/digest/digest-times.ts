import { addDays } from '../dates/calendar.ts';
import { startOfDay } from '../dates/date-range.ts';
import { wallClock } from '../dates/wall-clock.ts';

/** The hours, by the shop's clock, at which a chat can be sent its daily digest. */
export const digestHours = [8, 17, 20] as const;
export type DigestHour = (typeof digestHours)[number];

/** Which day a digest tells of: in the morning the one before, later the same day so far. */
export type DigestOf = 'yesterday' | 'today';

/** What a digest that is due tells of. Days are yyyy-mm-dd by the shop's clock, moments milliseconds since 1970. */
export interface DigestTimes {
  /** The day on which it is sent: later than that it is not. */
  on: string;
  of: DigestOf;
  /** The day that it tells of, which began at `from`; nothing counts from `before` on. */
  day: string;
  from: number;
  before: number;
}

const noon = 12;

export function digestOf(hour: number): DigestOf {
  return hour < noon ? 'yesterday' : 'today';
}

/**
 * What the digest of a chat tells of, once its hour of the day has come. Undefined: it hasn't yet, or had before the digest
 * was chosen, so that the first one comes at the next such hour.
 * @param timeZone an IANA name
 * @example digestTimes({ hour: 8, since: chosenAt }, Date.now(), 'Asia/Jakarta')
 */
export function digestTimes(
  { hour, since }: { hour: number; since: number },
  at: number,
  timeZone: string,
): DigestTimes | undefined {
  // Clocks are compared as they show, so that it needs no thought where they are changed in between.
  const shows = wallClock(timeZone, at);
  const on = shows.slice(0, 'yyyy-mm-dd'.length);
  const due = `${on} ${String(hour).padStart(2, '0')}:00:00`;
  // What was chosen later than now was so before the clock was put back.
  const isTooLate = since <= at && wallClock(timeZone, since) >= due;
  if (shows < due || isTooLate) return undefined;
  const of = digestOf(hour);
  const begun = startOfDay(on, timeZone);
  if (of === 'today') return { on, of, day: on, from: begun, before: at };
  const day = addDays(on, -1);
  return { on, of, day, from: startOfDay(day, timeZone), before: begun };
}
