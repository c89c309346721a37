import { DateRangeError } from './date-range-error.ts';
import { type Days, daysOfOne, daysOfTwo, makeRange, sameGrain } from './resolve.ts';
import { readWrittenDate, type WrittenDate } from './written-date.ts';

type Pair = [start: WrittenDate, end: WrittenDate];

const LONGEST_TEXT = 200;

/** What stands between the two ends of a range, the clearest first. */
const BETWEEN: readonly RegExp[] = [
  / ?\b(?:s ?[/.] ?d\b\.?|sd\b|sampai(?: dengan)?\b|hingga\b|to\b|until\b|till\b|through\b) ?/giu,
  / - /g,
  / ?- ?/g,
  / /g,
];

/**
 * Reads what a person typed as a date or a range of dates, in Indonesian or English: `2021-01-05`,
 * `5/1/2021` (day first), `5 Jan`, `Januari 2021`, `1-15 Jan`, `28 Des s/d 3 Jan`, `kemarin`.
 * A single day is a range of that day, a month the whole month. What has no year is the most recent
 * that doesn't start in the future; an end in the future stays as it is.
 *
 * @param today yyyy-mm-dd, in the shop's time zone
 * @throws DateRangeError for everything else
 */
export function parseDateRange(text: string, today: string): Days {
  const typed = text.length > LONGEST_TEXT ? '' : plain(text);
  const days = typed && (readOne(typed, today) ?? readTwo(typed, today));
  if (!days) throw new DateRangeError('unreadable', typed ? unreadPart(typed, today) : text.trim());
  if (days.to < days.from) throw new DateRangeError('end-before-start', typed);
  if (days.from > today) throw new DateRangeError('in-the-future', typed);
  return days;
}

/** One kind of dash and of blank, no invisible marks, no full-width digits. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u2010-\u2015\u2212~]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
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
    if (start && end && makeRange(start, end)) pairs.push([start, end]);
  }
  return pairs;
}

function* splits(text: string, between: RegExp): Generator<[string, string]> {
  const range = text.replace(/^(?:dari|from|between) /iu, '');
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
