import { calendarDay, daysBetween, lastDayOfMonth, partsOf } from './calendar.ts';
import { DateRangeError } from './date-range-error.ts';
import type { WrittenDate } from './written-date.ts';

/** The first and the last day of a range, yyyy-mm-dd, both included. */
export interface Days {
  from: string;
  to: string;
}

type DatedMonth = WrittenDate & { month: number };

/** A range without years is taken to cross New Year only when it stays this short, in days. */
const LONGEST_CROSSING = 183;
/** 29 February comes round after eight years at the latest (1896 to 1904). */
const LEAP_GAP_YEARS = 8;

/** Whether two written dates, one of which may lack its month, make a range: "1" and "15 Jan" do. */
export function makeRange(start: WrittenDate, end: WrittenDate): boolean {
  if (start.month !== undefined && end.month !== undefined) return true;
  const dated = start.month === undefined ? end : start;
  return dated.month !== undefined && dated.day !== undefined && !dated.relative;
}

/** Whether both name a day, or both a whole month. */
export function sameGrain(start: WrittenDate, end: WrittenDate): boolean {
  return (start.day === undefined) === (end.day === undefined);
}

/** The days of one written date or month; without a year the most recent that isn't in the future. */
export function daysOfOne(written: WrittenDate & { month: number }, today: string): Days {
  const year = written.year ?? latestYear(written, today);
  return { from: firstDay(written, year), to: lastDay(written, year) };
}

/**
 * The days from one written date to another, of which one may lend its month and year to the other.
 * Without any year, the start is the most recent that isn't in the future and the end the next after it.
 */
export function daysOfTwo(start: WrittenDate, end: WrittenDate, today: string): Days {
  const first = lendMonth(start, end);
  const last = lendMonth(end, start);
  const startYear = first.year ?? (last.year === undefined ? latestYear(first, today) : undefined);
  return startYear === undefined
    ? backFrom(first, last, last.year ?? partsOf(today).year)
    : onFrom(first, last, startYear);
}

function lendMonth(to: WrittenDate, from: WrittenDate): DatedMonth {
  const month = to.month ?? from.month;
  if (month === undefined) throw new DateRangeError('unreadable', to.text);
  return { ...to, month };
}

function onFrom(first: DatedMonth, last: DatedMonth, startYear: number): Days {
  const from = firstDay(first, startYear);
  const to = lastDay(last, last.year ?? startYear);
  if (to >= from || last.year !== undefined) return { from, to };
  const nextYear = lastDay(last, startYear + 1);
  return daysBetween(from, nextYear) <= LONGEST_CROSSING ? { from, to: nextYear } : { from, to };
}

function backFrom(first: DatedMonth, last: DatedMonth, endYear: number): Days {
  const to = lastDay(last, endYear);
  if (last.relative) return { from: firstDay(first, latestYear(first, to)), to };
  const from = firstDay(first, endYear);
  if (to >= from) return { from, to };
  const yearBefore = firstDay(first, endYear - 1);
  return daysBetween(yearBefore, to) <= LONGEST_CROSSING ? { from: yearBefore, to } : { from, to };
}

function latestYear(written: DatedMonth, today: string): number {
  const thisYear = partsOf(today).year;
  for (let year = thisYear; year >= thisYear - LEAP_GAP_YEARS; year--) {
    const day = calendarDay(year, written.month, written.day ?? 1);
    if (day !== undefined && day <= today) return year;
  }
  throw new DateRangeError('no-such-date', written.text);
}

function firstDay(written: DatedMonth, year: number): string {
  return existing(calendarDay(year, written.month, written.day ?? 1), written);
}

function lastDay(written: DatedMonth, year: number): string {
  const { month, day } = written;
  const last = day === undefined ? lastDayOfMonth(year, month) : calendarDay(year, month, day);
  return existing(last, written);
}

function existing(day: string | undefined, written: WrittenDate): string {
  if (day === undefined) throw new DateRangeError('no-such-date', written.text);
  return day;
}
