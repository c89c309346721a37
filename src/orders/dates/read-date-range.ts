import { plainText, withoutTrimmings } from '../typed-text.ts';
import { addDays, calendarDay, partsOf } from './calendar.ts';
import { DateRangeError } from './date-range-error.ts';
import { nameOfMonth } from './month-names.ts';
import type { DateRange } from './presets.ts';
import { type Days, daysOfOne, daysOfTwo, makeRange, sameGrain } from './resolve.ts';
import { spokenRange } from './spoken-range.ts';
import { readWrittenDate, type WrittenDate } from './written-date.ts';

type Pair = [start: WrittenDate, end: WrittenDate];

const LONGEST_TEXT = 200;

const SINCE = 'sejak|sjk|dari|dr|mulai|start|since|from';
const UNTIL =
  's ?[/.] ?d\\b\\.?|sd|(?:sa?m?pa?[ie]|sampai|sampe|smpai)(?: dengan| dgn)?|hingga|hgg|until|till|up to';
/** What stands between the two ends of a range, the clearest first. */
const BETWEEN: readonly RegExp[] = [
  new RegExp(` ?\\b(?:${UNTIL}|ke|to|through)\\b\\.? ?`, 'giu'),
  / - /g,
  / ?- ?/g,
  / /g,
];

const OPEN = new RegExp(`^(?:(?<since>${SINCE})|${UNTIL}) (?<end>.+)$`, 'iu');

const FIRST = new RegExp(`^(?:${SINCE}|between) `, 'iu');

/** A time behind a date, as Ngorder and the bot itself write it: `2021-01-18 10:37:42`, `18 Jan 2021, 10.37 WIB`. */
const TIME =
  /(?:,? |(?<=\d)T)\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?(?: ?WI(?:B|TA|T))?(?!\p{L})|(?:,? \d{1,2}\.\d{2} ?WI(?:B|TA|T)|, \d{1,2}\.\d{2})(?= |$)/giu;
/** A day of the week before a date says nothing that the date doesn't. */
const WEEKDAY =
  /(?<!\p{L})(?:senin|selasa|rabu|kamis|jum ?at|sabtu|minggu|ahad|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)[.,]? (?=\d|\p{L}{3,9}\.? ?\d)/giu;

/**
 * Reads what a person typed as a date or a range of dates, in Indonesian or English: `2021-01-05`,
 * `5/1/2021` (day first), `5 Jan`, `Januari 2021`, `1-15 Jan`, `28 Des s/d 3 Jan`, `kemarin`, `bulan lalu`,
 * `sejak 1 Jan`. A single day is a range of that day, a month the whole month. What has no year is the most
 * recent that doesn't start in the future; an end in the future stays as it is. `test/fixtures/as-people-write.ts`
 * holds what is known of how people write dates.
 *
 * @param today yyyy-mm-dd, in the shop's time zone
 * @throws DateRangeError for everything else
 */
export function parseDateRange(text: string, today: string): DateRange {
  const typed = text.length > LONGEST_TEXT ? '' : plain(text);
  const range = typed === '' ? undefined : readRange(dated(typed, today), today);
  if (!range)
    throw new DateRangeError('unreadable', typed ? unreadPart(typed, today) : text.trim());
  const { from, to } = range;
  if (from && to && to < from) throw new DateRangeError('end-before-start', typed);
  if (from && from > today) throw new DateRangeError('in-the-future', typed);
  return range;
}

function readRange(typed: string, today: string): DateRange | undefined {
  return (
    readOne(typed, today) ??
    spokenRange(typed, today) ??
    readOpen(typed, today) ??
    readTwo(typed, today)
  );
}

/** The dates alone: without times, days of the week and what people put around them. */
function plain(text: string): string {
  return withoutTrimmings(plainText(text).replace(/~/g, '-'))
    .replace(/ ?(?:→|⇒|…|\.{2,}) ?/gu, ' - ')
    .replace(TIME, '')
    .replace(WEEKDAY, '')
    .replace(/^(?:antara|between) (.+?) (?:dan|and) (.+)$/iu, '$1 - $2')
    .trim();
}

/** Days of a month that is named by its distance are written with its name: `1-15 bulan lalu`, `tgl 5 bulan ini`. */
function dated(text: string, today: string): string {
  const [, days = '', month = ''] =
    /^(.*\d\D+\d{1,2}|(?:tanggal|tgl)\.? ?\d{1,2}) ((?:bulan|bln) \p{L}+|(?:last|this) month)$/iu.exec(
      text,
    ) ?? [];
  const { from } = month === '' ? {} : (spokenRange(month, today) ?? {});
  return from === undefined
    ? text
    : `${days} ${nameOfMonth(partsOf(from).month)} ${from.slice(0, 4)}`;
}

/** A range of which only one end is said: `sejak 1 Jan` until today, `sampai 15 Jan` from the first order on. */
function readOpen(text: string, today: string): DateRange | undefined {
  const { since, end = '' } = OPEN.exec(text)?.groups ?? {};
  const days = readOne(end, today) ?? spokenRange(end, today);
  if (days?.from === undefined || days.to === undefined) return undefined;
  return since === undefined ? { to: days.to } : { from: days.from, to: today };
}

function readOne(text: string, today: string): Days | undefined {
  const written = readWrittenDate(text, today);
  if (written?.month === undefined) return undefined;
  return daysOfOne({ ...written, month: written.month }, today);
}

function readTwo(text: string, today: string): Days | undefined {
  const pairs = BETWEEN.map((between) => readPairs(text, between, today)).find((p) => p.length > 0);
  const pair = pairs?.find(([start, end]) => sameGrain(start, end)) ?? pairs?.[0];
  return pair && daysOfTwo(...pair, today);
}

function readPairs(text: string, between: RegExp, today: string): Pair[] {
  const pairs: Pair[] = [];
  for (const [left, right] of splits(text, between)) {
    const start = readWrittenDate(left, today);
    const end = readWrittenDate(right, today);
    if (start && end && makeRange(start, end)) pairs.push([before(start, end), end]);
  }
  return pairs;
}

/** `kamis - senin` said on a Tuesday begins on the Thursday before that Monday. */
function before(start: WrittenDate, end: WrittenDate): WrittenDate {
  if (!start.weekday || !end.weekday) return start;
  const [from, to] = [dayOf(start), dayOf(end)];
  return from && to && to < from ? { ...start, ...partsOf(addDays(from, -7)) } : start;
}

function dayOf({ year = 0, month = 0, day = 0 }: WrittenDate): string | undefined {
  return calendarDay(year, month, day);
}

function* splits(text: string, between: RegExp): Generator<[string, string]> {
  const range = text.replace(FIRST, '');
  for (const match of range.matchAll(between)) {
    yield [range.slice(0, match.index), range.slice(match.index + match[0].length)];
  }
}

/** The end of a range that isn't a date, when the other one is; else the whole text. */
function unreadPart(text: string, today: string): string {
  for (const between of BETWEEN.slice(0, 2)) {
    for (const [left, right] of splits(text, between)) {
      const start = readWrittenDate(left, today);
      const end = readWrittenDate(right, today);
      if (start && !end && right) return right;
      if (end && !start && left) return left;
    }
  }
  return text;
}
