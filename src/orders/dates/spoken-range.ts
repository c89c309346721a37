import { addDays, addMonths, lastDayOfMonth, partsOf } from './calendar.ts';
import { monthOfName } from './month-names.ts';
import { type DateRange, presetRange } from './presets.ts';
import { spokenWords } from './spoken-words.ts';

type Unit = 'hari' | 'minggu' | 'bulan' | 'tahun';

const UNIT = '(?<unit>hari|minggu|bulan|tahun)';
const THIS = new RegExp(`^${UNIT} ini$`);
const BEFORE = new RegExp(`^${UNIT} lalu$`);
const LATEST = new RegExp(`^(?<count>\\d{1,3}) ${UNIT} terakhir$`);
const AGO = new RegExp(`^(?<count>\\d{1,3}) ${UNIT} lalu$`);
const YEAR = /^(?:tahun )?(?<year>20\d{2})$/;
const MONTH = /^(?:bulan )?(?<month>[a-z]+) (?:(?<year>tahun )?(?<which>lalu|ini)|last year)$/;
const ALL =
  /^(?:semua|semuanya|smua|seluruh|seluruhnya|all|everything|any)(?: (?:tanggal|tgl|dates?|waktu|time|hari|periode))?$/;
/** No order is older than a shop of Ngorder's can be. */
const MOST_MONTHS = 1200;

/**
 * Reads a range that is said in words, such as `bulan lalu`, `7 hari terakhir`, `all dates` or `2020`; undefined
 * when it isn't one. Today counts as one of the last days, weeks begin on Monday, and `2 minggu lalu` is the whole week.
 */
export function spokenRange(text: string, today: string): DateRange | undefined {
  const said = spokenWords(text);
  if (ALL.test(said)) return presetRange('all', today);
  const year = YEAR.exec(said)?.groups?.['year'];
  if (year !== undefined) return wholeYear(Number(year));
  return namedMonth(said, today) ?? unitRange(said, today);
}

function unitRange(said: string, today: string): DateRange | undefined {
  const current = THIS.exec(said)?.groups;
  if (current) return { from: beginning(current['unit'] as Unit, today), to: today };
  const former = BEFORE.exec(said)?.groups ?? AGO.exec(said)?.groups;
  if (former) return wholeUnit(former['unit'] as Unit, Number(former['count'] ?? 1), today);
  const latest = LATEST.exec(said)?.groups;
  return latest && lastUnits(latest['unit'] as Unit, Number(latest['count']), today);
}

/** `november lalu`, `november tahun lalu`: the whole month. */
function namedMonth(said: string, today: string): DateRange | undefined {
  const { month: name = '', year: ofYear, which } = MONTH.exec(said)?.groups ?? {};
  const month = monthOfName(name);
  if (month === undefined) return undefined;
  const { year, month: current } = partsOf(today);
  const isOver = month < current;
  const ofLastYear = which === 'ini' ? month > current : ofYear !== undefined || !isOver;
  return wholeMonth(which === undefined || ofLastYear ? year - 1 : year, month);
}

/** The latest so many days, weeks, months or years, today included. */
function lastUnits(unit: Unit, count: number, today: string): DateRange | undefined {
  if (count === 0) return undefined;
  if (unit === 'hari') return { from: addDays(today, 1 - count), to: today };
  if (unit === 'minggu') return { from: addDays(today, 1 - 7 * count), to: today };
  const months = Math.min(unit === 'bulan' ? count : 12 * count, MOST_MONTHS);
  return { from: addDays(addMonths(today, -months), 1), to: today };
}

/** The day, week, month or year that many before the present one, from its first to its last day. */
function wholeUnit(unit: Unit, count: number, today: string): DateRange | undefined {
  switch (unit) {
    case 'hari':
      return { from: addDays(today, -count), to: addDays(today, -count) };
    case 'minggu': {
      const monday = addDays(beginning('minggu', today), -7 * count);
      return { from: monday, to: addDays(monday, 6) };
    }
    case 'bulan': {
      const { year, month } = partsOf(addMonths(beginning('bulan', today), -count));
      return wholeMonth(year, month);
    }
    case 'tahun':
      return wholeYear(partsOf(today).year - count);
  }
}

function beginning(unit: Unit, today: string): string {
  switch (unit) {
    case 'hari':
      return today;
    case 'minggu':
      return addDays(today, -((new Date(today).getUTCDay() + 6) % 7));
    case 'bulan':
      return `${today.slice(0, 8)}01`;
    case 'tahun':
      return `${today.slice(0, 4)}-01-01`;
  }
}

function wholeMonth(year: number, month: number): DateRange | undefined {
  const to = lastDayOfMonth(year, month);
  return to === undefined ? undefined : { from: `${to.slice(0, 8)}01`, to };
}

function wholeYear(year: number): DateRange {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}
