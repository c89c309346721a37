import type { Locale } from '../../config.ts';
import { calendarDay, partsOf } from '../../orders/dates/calendar.ts';

/** How days and times are written in a language and a shop's time zone. */
export interface Moments {
  /** A day, `yyyy-mm-dd` or with a time behind it: `18 Jan 2021`. What is no day is shown as it came. */
  day(text: string): string;
  /** From one day to another, `yyyy-mm-dd`: `21–27 Nov 2026`, `1 Nov–15 Des 2026`, `28 Des 2026–3 Jan 2027`. */
  days(from: string, to: string): string;
  /** A moment as Ngorder writes it, in the shop's local time: `18 Jan 2021, 10.37 WIB`. What is none is shown as it came. */
  localTime(text: string): string;
  /** A moment in milliseconds since 1970, in the shop's time zone: `18 Jan 2021, 10.37 WIB`. */
  time(ms: number): string;
}

/**
 * @param timeZone an IANA name
 * @throws RangeError for a zone that doesn't exist, when a moment is first shown in it
 */
export function createMoments(locale: Locale, timeZone: string): Moments {
  const language = locale === 'id' ? 'id-ID' : 'en-GB';
  const dayAndMonth = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  const dated = atFirstUse(
    () => new Intl.DateTimeFormat(language, { ...dayAndMonth, year: 'numeric' }),
  );
  const undated = atFirstUse(() => new Intl.DateTimeFormat(language, dayAndMonth));
  const shopClock = atFirstUse(
    () => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }),
  );

  const wallClock = (ms: number) => Date.parse(`${shopClock().format(ms).replace(' ', 'T')}Z`);
  const offsetAt = (ms: number) => Math.round((wallClock(ms) - ms) / 60_000);
  const zoneAt = (ms: number) => zoneName(offsetAt(ms));
  /** The zone that a wall clock in the shop shows, its reading given as if it were UTC. */
  const zoneOf = (wall: number) => zoneAt(wall - offsetAt(wall) * 60_000);

  const moments: Moments = {
    day: (text) => {
      const written = readMoment(text);
      return written ? dated().format(new Date(written.day)) : text;
    },
    days: (from, to) => {
      const [first, last] = [readMoment(from), readMoment(to)];
      if (first === undefined || last === undefined)
        return `${moments.day(from)}–${moments.day(to)}`;
      const [one, other] = [partsOf(first.day), partsOf(last.day)];
      const end = moments.day(to);
      if (first.day === last.day) return end;
      if (one.year !== other.year) return `${moments.day(from)}–${end}`;
      const start =
        one.month === other.month ? String(one.day) : undated().format(new Date(first.day));
      return `${start}–${end}`;
    },
    localTime: (text) => {
      const written = readMoment(text);
      if (written === undefined) return text;
      const { day, time, zoned } = written;
      if (zoned) return moments.time(Date.parse(text.trim().replace(' ', 'T')));
      if (time === undefined) return moments.day(day);
      return `${moments.day(day)}, ${hours(time)} ${zoneOf(Date.parse(`${day}T${time}Z`))}`;
    },
    time: (ms) => {
      const [day = '', time = ''] = shopClock().format(ms).split(' ');
      return `${moments.day(day)}, ${hours(time.slice(0, 5))} ${zoneAt(ms)}`;
    },
  };
  return moments;
}

/** Hours as Indonesia writes them, 10.37, in both languages. */
const hours = (time: string) => time.replace(':', '.');

const indonesianZones = new Map([
  [7 * 60, 'WIB'],
  [8 * 60, 'WITA'],
  [9 * 60, 'WIT'],
]);

/** What a zone that is so many minutes ahead of UTC is called in Indonesia. */
function zoneName(minutes: number): string {
  const known = indonesianZones.get(minutes);
  if (known !== undefined) return known;
  const ahead = Math.abs(minutes);
  const rest = ahead % 60 === 0 ? '' : `.${String(ahead % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(ahead / 60)}${rest}`;
}

/** A day, alone or with a time, whose zone stands behind it in some of Ngorder's answers only. */
const writtenMoment =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<date>\d{2})(?:[ T](?<time>(?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?<zone>Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;

/** Undefined for what isn't written so, and for days that the calendar lacks. */
function readMoment(
  text: string,
): { day: string; time: string | undefined; zoned: boolean } | undefined {
  const { year, month, date, time, zone } = writtenMoment.exec(text.trim())?.groups ?? {};
  const day = calendarDay(Number(year), Number(month), Number(date));
  return day === undefined ? undefined : { day, time, zoned: zone !== undefined };
}

/** The first formatter of a process costs 8 MB and 13 ms; until something is listed, none is needed. */
export function atFirstUse<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
