import { addDays } from './calendar.ts';

/** Days of the week in Indonesian and English, as people write them, Sunday first, as JavaScript counts them. */
const NAMES: readonly (readonly string[])[] = [
  ['minggu', 'mggu', 'ahad', 'sunday', 'sun'],
  ['senin', 'senen', 'snin', 'sen', 'monday', 'mon'],
  ['selasa', 'slasa', 'sel', 'tuesday', 'tues', 'tue'],
  ['rabu', 'rebo', 'rab', 'wednesday', 'wed'],
  ['kamis', 'kemis', 'kms', 'kam', 'thursday', 'thurs', 'thur', 'thu'],
  ['jumat', 'jum at', 'jumaat', 'jum', 'friday', 'fri'],
  ['sabtu', 'saptu', 'sbtu', 'sab', 'saturday', 'sat'],
];

const DAY_OF_NAME: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, day) => names.map((name) => [name, day] as const)),
);

const NAMED = /^(?<day>hari )?(?<name>jum at|[a-z]+)(?: (?<which>lalu|ini))?$/;
/** Sunday and week are one word. */
const SUNDAY_OR_WEEK = 'minggu';

/**
 * The day that a day of the week names, seen from `today`: the latest one, today included, or with "lalu" the latest
 * before today. `minggu lalu` is last week, `hari minggu lalu` last Sunday. Undefined for any other words.
 *
 * @param said as `spokenWords` gives it
 */
export function weekdayOf(said: string, today: string): string | undefined {
  const { day, name = '', which } = NAMED.exec(said)?.groups ?? {};
  const wanted = DAY_OF_NAME.get(name);
  if (wanted === undefined || (name === SUNDAY_OR_WEEK && !day && which)) return undefined;
  const ago = (new Date(today).getUTCDay() - wanted + 7) % 7;
  return addDays(today, -(which === 'lalu' && ago === 0 ? 7 : ago));
}
