import { expect, test } from 'vitest';
import { expiryDay, warningDue, written } from '../../../src/team/shops/expiry.ts';

const day = '2026-12-31';

test('owners are told seven days before their shop’s subscription ends, and one day before, each once', () => {
  expect(warningDue(day, '2026-12-23', null)).toBeUndefined();
  const week = warningDue(day, '2026-12-24', null);
  expect(week).toEqual({ day, daysBefore: 7 });
  const told = week && written(week);
  for (const today of ['2026-12-24', '2026-12-29'])
    expect(warningDue(day, today, told ?? '')).toBeUndefined();
  const last = warningDue(day, '2026-12-30', told ?? '');
  expect(last).toEqual({ day, daysBefore: 1 });
  expect(warningDue(day, '2026-12-31', last ? written(last) : '')).toBeUndefined();
});

test('who was away in the week before is told once, of what is due by then', () => {
  expect(warningDue(day, '2026-12-31', null)).toEqual({ day, daysBefore: 1 });
  expect(warningDue(day, '2027-01-01', null)).toBeUndefined();
});

test('after a renewal the warnings begin anew', () => {
  expect(warningDue('2027-12-31', '2026-12-31', `${day} 1`)).toBeUndefined();
  expect(warningDue('2027-12-31', '2027-12-25', `${day} 1`)).toMatchObject({ daysBefore: 7 });
});

test('the day is read in whatever Ngorder writes of it, and what is none warns of nothing', () => {
  expect(expiryDay('2026-12-31')).toBe(day);
  expect(expiryDay('2026-12-31 23:59:59')).toBe(day);
  for (const none of [undefined, '', 'soon', '2026-13-45']) expect(expiryDay(none)).toBeUndefined();
  expect(warningDue(null, day, null)).toBeUndefined();
});
