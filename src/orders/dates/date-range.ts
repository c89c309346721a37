import { wallClock } from './wall-clock.ts';

export { DateRangeError, type DateRangeProblem } from './date-range-error.ts';
export { type DatePreset, type DateRange, datePresets, presetRange } from './presets.ts';
export { parseDateRange } from './read-date-range.ts';

/**
 * The calendar day in a time zone, yyyy-mm-dd.
 *
 * @param timeZone IANA name, such as `Asia/Jakarta`
 * @throws RangeError for a zone that doesn't exist
 */
export function today(timeZone: string, now: Date = new Date()): string {
  return wallClock(timeZone, now).slice(0, 'yyyy-mm-dd'.length);
}

/** The moment at which a calendar day begins in a time zone, in milliseconds since 1970. @throws RangeError as `today` */
export function startOfDay(day: string, timeZone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const ahead = (at: number) => Date.parse(`${wallClock(timeZone, at).replace(' ', 'T')}Z`) - at;
  // Where the clocks are changed at night, the zone is another one at the first guess.
  return midnight - ahead(midnight - ahead(midnight));
}
