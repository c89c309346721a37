import { addDays } from './calendar.ts';

export { DateRangeError, type DateRangeProblem } from './date-range-error.ts';
export { parseDateRange } from './read-date-range.ts';

/** Days as Ngorder filters by them: yyyy-mm-dd, both included; without either, all time. */
export type DateRange = { from?: string; to?: string };

/** The ranges that have a button, in the order in which they are offered. */
export const datePresets = ['today', '7d', '30d', 'month', 'last-month', 'all'] as const;
export type DatePreset = (typeof datePresets)[number];

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

/** A preset's days as seen from `today` (yyyy-mm-dd); `7d` and `30d` count today as one of them. */
export function presetRange(preset: DatePreset, today: string): DateRange {
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case '7d':
      return { from: addDays(today, -6), to: today };
    case '30d':
      return { from: addDays(today, -29), to: today };
    case 'month':
      return { from: `${today.slice(0, 8)}01`, to: today };
    case 'last-month': {
      const to = addDays(`${today.slice(0, 8)}01`, -1);
      return { from: `${to.slice(0, 8)}01`, to };
    }
    case 'all':
      return {};
  }
}
