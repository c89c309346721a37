import { addDays, partsOf } from './calendar.ts';
import { monthOfName } from './month-names.ts';
import { spokenWords } from './spoken-words.ts';
import { weekdayOf } from './weekdays.ts';

/** One date as a person wrote it, with the parts that were written: nothing is checked or added yet. */
export interface WrittenDate {
  text: string;
  day?: number;
  month?: number;
  year?: number;
  /** Written as a word that moves with time, such as "today". */
  relative?: true;
  /** Written as a day of the week. */
  weekday?: true;
}

const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const MONTH = '(?<month>\\d{1,2})';
const NAME = '(?<name>\\p{L}{3,9})\\.?';
const YEAR = '(?<year>\\d{4}|\\d{2})';
const FULL_YEAR = '(?<year>\\d{4})';

/** Every way to write a date; none matches a text that another reads differently. */
const FORMS: readonly RegExp[] = [
  `${FULL_YEAR}(?<mark>[-/.])${MONTH}\\k<mark>${DAY}`, // 2021-01-05
  `${DAY}(?<mark>[-/.])${MONTH}\\k<mark>${YEAR}`, // 5/1/2021
  `${DAY}[/.]${MONTH}`, // 5/1; "5-1" could be a range of days
  `${DAY}(?<mark>[-/. ]?)${NAME}(?:,?\\k<mark>${YEAR})?`, // 5 Jan, 5-Jan-21
  `${NAME}[-/. ]?${DAY}(?:(?:,? |,)${YEAR})?`, // Jan 5, 2021
  `${NAME}(?:[-/. ]?${FULL_YEAR})?`, // Januari 2021
  `${FULL_YEAR}[-/]${MONTH}`, // 2021-01
  `${MONTH}[-/.]${FULL_YEAR}`, // 1/2021
  `${DAY}(?:,? ${FULL_YEAR})?`, // the 15 of "Jan 1-15, 2021"
  '(?<year>20\\d{2})(?<month>\\d{2})(?<day>\\d{2})', // 20210105
].map((form) => new RegExp(`^(?:(?:tanggal|tgl|bulan|bln|dates?)[.:]? ?)?${form}$`, 'iu'));

/** As {@link spokenWords} gives them. */
const DAYS_AGO_OF_WORD: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['hari ini', 0],
  ['sekarang', 0],
  ['yesterday', 1],
  ['kemarin', 1],
  ['lusa lalu', 2],
  ['tomorrow', -1],
  ['besok', -1],
  ['bsk', -1],
  ['lusa', -2],
]);

/** Reads one date (or one month) that fills the whole text; undefined when it isn't one. */
export function readWrittenDate(text: string, today: string): WrittenDate | undefined {
  const said = spokenWords(text);
  const weekday = weekdayOf(said, today);
  if (weekday !== undefined) return { text, ...partsOf(weekday), relative: true, weekday: true };
  const daysAgo = daysAgoOf(said);
  if (daysAgo !== undefined) return { text, ...partsOf(addDays(today, -daysAgo)), relative: true };
  for (const form of FORMS) {
    const parts = form.exec(text)?.groups;
    const written = parts && fromParts(text, parts);
    if (written) return written;
  }
  return undefined;
}

function daysAgoOf(said: string): number | undefined {
  const counted = /^(\d{1,3}) hari lalu$/.exec(said)?.[1];
  return counted === undefined ? DAYS_AGO_OF_WORD.get(said) : Number(counted);
}

function fromParts(
  text: string,
  parts: Record<string, string | undefined>,
): WrittenDate | undefined {
  const { day, month, name, year } = parts;
  const number = name === undefined ? month && Number(month) : monthOfName(name);
  if (name !== undefined && number === undefined) return undefined;
  return {
    text,
    ...(day && { day: Number(day) }),
    ...(typeof number === 'number' && { month: number }),
    ...(year && { year: year.length === 2 ? 2000 + Number(year) : Number(year) }),
  };
}
