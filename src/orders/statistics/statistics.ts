import { addDays } from '../dates/calendar.ts';
import { type DatePreset, type DateRange, presetRange, startOfDay } from '../dates/date-range.ts';
import type { NumbersRead } from './read-numbers.ts';
import type { TeamNumbers } from './team-numbers.ts';

/** The presets that are offered as periods. */
export const periods = ['today', '7d', 'month', 'last-month'] as const satisfies DatePreset[];

/** The days that somebody wants the numbers of, and which of the offered periods that is, if it is one. */
export interface Period extends DateRange {
  preset?: (typeof periods)[number];
}

/** What somebody asks for. */
export interface StatisticsAsked {
  period: Period;
  /** They have seen its numbers, and want them as they are by now. */
  again?: true;
}

/** What a shop owes to buyers now. */
export interface OwedNow {
  count: number;
  /** In rupiah, of those whose amount is known; of so many it isn't. */
  sum: number;
  unknown: number;
  /** Whatever was canceled elsewhere has been looked at. Else it is at least as much. */
  complete: boolean;
}

/** The numbers of a period. */
export interface Statistics {
  orders: NumbersRead;
  team: TeamNumbers;
  owed: OwedNow;
  /** Only what whoever asked did themselves is told by person. */
  ownOnly: boolean;
  /** Somebody said stop. */
  isStopped?: true;
}

/** An offered period's days, seen from `today` (yyyy-mm-dd). */
export function periodOf(preset: (typeof periods)[number], today: string): Period {
  return { preset, ...presetRange(preset, today) };
}

/** The days that somebody has typed; where a preset that is offered means the same, that is it. */
export function periodFrom({ from, to }: DateRange, today: string): Period {
  const same = periods.find((preset) => {
    const range = presetRange(preset, today);
    return range.from === from && range.to === to;
  });
  return { ...(same && { preset: same }), ...(from && { from }), ...(to && { to }) };
}

/** When the days of a range begin and are over in a time zone, in milliseconds since 1970. */
export function momentsOf(
  { from, to }: DateRange,
  timeZone: string,
): { from: number; before: number } {
  return {
    from: from === undefined ? 0 : startOfDay(from, timeZone),
    before: to === undefined ? endOfTime : startOfDay(addDays(to, 1), timeZone),
  };
}

/** Later than any act, and no more than a database's whole numbers hold. */
const endOfTime = Number.MAX_SAFE_INTEGER;
