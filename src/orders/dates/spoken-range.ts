import { addDays, partsOf } from './calendar.ts';
import { type DateRange, presetRange } from './presets.ts';

/** Ranges that are said in words, in lower case; `today` is yyyy-mm-dd. */
const phrases: readonly (readonly [RegExp, (today: string) => DateRange])[] = [
  [/^(?:bulan|bln) ini$|^this month$/, (today) => presetRange('month', today)],
  [/^(?:bulan|bln) (?:lalu|kemar[ie]n)$|^last month$/, (today) => presetRange('last-month', today)],
  [/^minggu ini$|^this week$/, (today) => ({ from: mondayOf(today), to: today })],
  [/^minggu (?:lalu|kemar[ie]n)$|^last week$/, (today) => weekBefore(mondayOf(today))],
  [
    /^(?:tahun|thn) ini$|^this year$/,
    (today) => ({ from: `${today.slice(0, 4)}-01-01`, to: today }),
  ],
  [
    /^(?:tahun|thn) (?:lalu|kemar[ie]n)$|^last year$/,
    (today) => wholeYear(partsOf(today).year - 1),
  ],
  [/^(?:semua|semuanya|all)(?: tanggal| dates| time)?$/, (today) => presetRange('all', today)],
];

const lastDays = /^(?:last |past )?(?<days>\d{1,3}) (?:hari|days?)(?: terakhir| ini| belakangan)?$/;
const year = /^(?:tahun |thn )?(?<year>20\d{2})$/;

/**
 * Reads a range that is said in words, such as `bulan lalu`, `7 hari terakhir`, `all dates` or `2020`; undefined when it
 * isn't one. Today counts as one of the last days, and weeks begin on Monday.
 */
export function spokenRange(text: string, today: string): DateRange | undefined {
  const said = text.toLowerCase();
  const days = Number(lastDays.exec(said)?.groups?.['days'] ?? 0);
  if (days > 0) return { from: addDays(today, 1 - days), to: today };
  const named = year.exec(said)?.groups?.['year'];
  if (named !== undefined) return wholeYear(Number(named));
  return phrases.find(([form]) => form.test(said))?.[1](today);
}

function mondayOf(day: string): string {
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
}

function weekBefore(monday: string): DateRange {
  return { from: addDays(monday, -7), to: addDays(monday, -1) };
}

function wholeYear(year: number): DateRange {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}
