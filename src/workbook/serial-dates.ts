/** Excel's day 0; its days count rightly from 1 March 1900 on (ECMA-376 part 1, 18.17.4.1). */
const dayZero = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;
/** Programs that cut off fractions of a millisecond would show the second before. */
const hair = 0.05 / dayMs;
const firstRight = Date.UTC(1900, 2, 1);
const lastKnown = Date.UTC(10_000, 0, 1);

const written =
  /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?\s*$/;

/** What a zone's clock shows at a moment, as if it were UTC, in milliseconds. */
export type WallClock = (moment: Date) => number;

/** @throws RangeError for a zone that doesn't exist */
export function wallClockIn(timeZone: string): WallClock {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone,
  });
  return (moment) => Date.parse(`${clock.format(moment).replace(' ', 'T')}Z`);
}

/** A day as Excel counts them; undefined for what is no day of the calendar, or one that Excel doesn't know. */
export function serialDay(text: string): number | undefined {
  const [, year, month, day] = written.exec(text) ?? [];
  return year === undefined ? undefined : serialOf(wall(year, month, day));
}

/** A moment as Excel counts them, on a zone's clock, to the second; undefined as with {@link serialDay}. */
export function serialMoment(value: Date | string, wallClock: WallClock): number | undefined {
  if (typeof value !== 'string') return serialOf(clockAt(value, wallClock));
  const [, year, month, day, hours, minutes, seconds, zone] = written.exec(value) ?? [];
  if (year === undefined) return undefined;
  const own = wall(year, month, day, hours, minutes, seconds);
  if (zone === undefined || Number.isNaN(own)) return serialOf(own);
  return serialOf(clockAt(new Date(own - offsetMs(zone)), wallClock));
}

function clockAt(moment: Date, wallClock: WallClock): number {
  return Number.isNaN(moment.getTime()) ? Number.NaN : wallClock(moment);
}

/** NaN for a day or an hour that doesn't exist, such as 30 February. */
function wall(year: string, month = '1', day = '1', hours = '0', minutes = '0', seconds = '0') {
  const ms = Date.UTC(+year, +month - 1, +day, +hours, +minutes, +seconds);
  const parts = new Date(ms);
  const isSame = parts.getUTCDate() === +day && parts.getUTCMonth() === +month - 1;
  return isSame && +hours < 24 && +minutes < 60 && +seconds < 60 ? ms : Number.NaN;
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (+hours * 60 + +minutes) * 60_000;
}

function serialOf(wallMs: number): number | undefined {
  if (!(wallMs >= firstRight && wallMs < lastKnown)) return undefined;
  const days = (wallMs - dayZero) / dayMs;
  return Number.isInteger(days) ? days : days + hair;
}

/** A count of Excel's as `yyyy-mm-dd HH:MM:SS`. */
export function writtenMoment(serial: number): string {
  const ms = Math.round(serial * 86_400) * 1000 + dayZero;
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
