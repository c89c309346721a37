import { addDays } from './calendar.ts';

/** Days as Ngorder filters by them: yyyy-mm-dd, both included; without either, all time. */
export type DateRange = { from?: string; to?: string };

/** The ranges that have a button, in the order in which they are offered. */
export const datePresets = ['today', '7d', '30d', 'month', 'last-month', 'all'] as const;
export type DatePreset = (typeof datePresets)[number];

/** A preset's days as seen from `today` (yyyy-mm-dd); `7d` and `30d` count today as one of them. */
export function presetRange(preset: DatePreset, today: string): DateRange {
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case '7d':
      return { from: addDays(today, -6), to: today };
    case '30d':
      return { from: addDays(today, -29), to: today };
    case 'month':
      return { from: `${today.slice(0, 8)}01`, to: today };
    case 'last-month': {
      const to = addDays(`${today.slice(0, 8)}01`, -1);
      return { from: `${to.slice(0, 8)}01`, to };
    }
    case 'all':
      return {};
  }
}
