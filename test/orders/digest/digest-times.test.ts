import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/orders/dates/calendar.ts';
import { startOfDay, today } from '../../../src/orders/dates/date-range.ts';
import { digestHours, digestTimes } from '../../../src/orders/digest/digest-times.ts';

const at = (moment: string) => Date.parse(moment);
/** Chosen long before. */
const since = at('2026-01-01T00:00:00Z');
const zones = ['Asia/Jakarta', 'Asia/Jayapura', 'UTC', 'America/Sao_Paulo', 'Europe/Berlin'];

describe('the digest of a day', () => {
  test('tells in the morning of the whole day before', () => {
    expect(
      digestTimes({ hour: 8, since }, at('2026-11-29T08:00:00+07:00'), 'Asia/Jakarta'),
    ).toEqual({
      on: '2026-11-29',
      of: 'yesterday',
      day: '2026-11-28',
      from: at('2026-11-28T00:00:00+07:00'),
      before: at('2026-11-29T00:00:00+07:00'),
    });
  });

  test('tells in the evening of the day so far, and later that evening of more of it', () => {
    for (const moment of ['2026-11-29T20:00:00+07:00', '2026-11-29T23:10:00+07:00'])
      expect(digestTimes({ hour: 20, since }, at(moment), 'Asia/Jakarta')).toEqual({
        on: '2026-11-29',
        of: 'today',
        day: '2026-11-29',
        from: at('2026-11-29T00:00:00+07:00'),
        before: at(moment),
      });
  });

  test('follows the clock of the shop, wherever the bot runs', () => {
    const moment = at('2026-11-28T23:30:00Z'); // 08.30 in Jayapura, 06.30 in Jakarta
    expect(digestTimes({ hour: 8, since }, moment, 'Asia/Jayapura')?.on).toBe('2026-11-29');
    expect(digestTimes({ hour: 8, since }, moment, 'Asia/Jakarta')).toBeUndefined();
  });

  test('tells of a day of 23 or 25 hours as a whole', () => {
    const hours = (day: string) => {
      const times = digestTimes({ hour: 8, since }, at(`${day}T12:00:00Z`), 'Europe/Berlin');
      return ((times?.before ?? 0) - (times?.from ?? 0)) / 3_600_000;
    };
    expect([hours('2026-03-30'), hours('2026-10-26'), hours('2026-11-02')]).toEqual([23, 25, 24]);
  });

  test('comes at its hour or later, and after midnight only at its hour again', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...digestHours),
        fc.integer({ min: since + 2 * 86_400_000, max: at('2030-01-01T00:00:00Z') }),
        (zone, hour, moment) => {
          const day = today(zone, new Date(moment));
          const times = digestTimes({ hour, since }, moment, zone);
          const hoursToday = (moment - startOfDay(day, zone)) / 3_600_000;
          // An hour more or less where the clocks are changed that night.
          if (hoursToday < hour - 1) expect(times).toBeUndefined();
          if (hoursToday >= hour + 1) expect(times).toBeDefined();
          if (times === undefined) return;
          expect(times.on).toBe(day);
          expect(times.day).toBe(times.of === 'today' ? day : addDays(day, -1));
          expect(times.from).toBe(startOfDay(times.day, zone));
          expect(times.before).toBeGreaterThan(times.from);
          expect(times.before).toBeLessThanOrEqual(moment);
        },
      ),
    ));

  test('does not come for an hour that was over when it was chosen', () => {
    const chosen = at('2026-11-29T08:00:01+07:00');
    const due = (moment: string) =>
      digestTimes({ hour: 8, since: chosen }, at(moment), 'Asia/Jakarta')?.on;
    expect(due('2026-11-29T09:00:00+07:00')).toBeUndefined();
    expect(due('2026-11-30T07:59:59+07:00')).toBeUndefined();
    expect(due('2026-11-30T08:00:00+07:00')).toBe('2026-11-30');
  });

  test('comes though it was chosen while the clock was far ahead', () => {
    const chosen = at('2031-01-01T12:00:00+07:00');
    const moment = at('2026-11-29T08:00:00+07:00');
    expect(digestTimes({ hour: 8, since: chosen }, moment, 'Asia/Jakarta')?.on).toBe('2026-11-29');
  });
});
