/**
 * Calendar days as Ngorder's queries write them: `yyyy-mm-dd`, without time or zone.
 * As text they sort in the order of time.
 */

const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 9999;
const DAY_MS = 86_400_000;

/** The day with these numbers (month 1 to 12), or undefined where the calendar has no such day. */
export function calendarDay(year: number, month: number, day: number): string | undefined {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? isoDay(date) : undefined;
}

/** The last day of a month (1 to 12), or undefined where there is no such month. */
export function lastDayOfMonth(year: number, month: number): string | undefined {
  const first = calendarDay(year, month, 1);
  return first && isoDay(new Date(Date.UTC(year, month, 0)));
}

/** The day that many days later; earlier when negative. */
export function addDays(day: string, days: number): string {
  return isoDay(new Date(Date.parse(day) + days * DAY_MS));
}

/** The same day so many months later, earlier when negative; the month's last day where it has no such day. */
export function addMonths(day: string, months: number): string {
  const { year, month, day: date } = partsOf(day);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return addDays(isoDay(first), Math.min(date, last) - 1);
}

/** How many days lie between two days: 0 for the same day, negative when `to` comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The day's year, month (1 to 12) and day of the month. */
export function partsOf(day: string): { year: number; month: number; day: number } {
  const date = new Date(Date.parse(day));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
