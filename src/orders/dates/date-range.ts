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
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}
