import { expect, test } from 'vitest';
import {
  momentsOf,
  periodFrom,
  periodOf,
  periods,
} from '../../../src/orders/statistics/statistics.ts';

const today = '2026-11-29';

test('days that are typed and have a button of their own are that period', () => {
  for (const period of periods) {
    const { preset, ...days } = periodOf(period, today);
    expect(periodFrom(days, today)).toEqual({ preset, ...days });
  }
  const typed = { from: '2026-01-01', to: '2026-01-15' };
  expect(periodFrom(typed, today)).toEqual(typed);
  expect(periodFrom({}, today)).toEqual({});
});

test('a day begins and ends by the shop’s clock', () => {
  const day = { from: '2026-11-29', to: '2026-11-29' };
  expect(momentsOf(day, 'Asia/Jakarta')).toEqual({
    from: Date.parse('2026-11-28T17:00:00Z'),
    before: Date.parse('2026-11-29T17:00:00Z'),
  });
  expect(momentsOf(day, 'Asia/Jayapura').from).toBe(Date.parse('2026-11-28T15:00:00Z'));
});

test('all dates are from the first act to the last', () => {
  const { from, before } = momentsOf({}, 'Asia/Jakarta');
  expect(from).toBe(0);
  expect(before).toBeGreaterThan(Date.now() * 10);
});
