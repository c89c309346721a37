import { expect, test } from 'vitest';
import { createRetryBudget } from '../../../src/telegram/calls/retry-budget.ts';

const flood = (seconds?: number) => ({
  ok: false as const,
  error_code: 429,
  description: 'Too Many Requests',
  ...(seconds !== undefined && { parameters: { retry_after: seconds } }),
});

function createBudget() {
  const clock = { ms: 5000 };
  return { clock, budget: createRetryBudget(() => clock.ms) };
}

test('a call waits for 45 seconds in all, however they were spent', () => {
  const { clock, budget } = createBudget();
  expect(budget.allows(45_000)).toBe(true);
  clock.ms += 40_000;
  expect(budget.allows(5000)).toBe(true);
  expect(budget.allows(5001)).toBe(false);
  expect(budget.afterFlood(flood(5))).toBe(5000);
  expect(budget.afterFlood(flood(6))).toBeUndefined();
});

test('a call is refused no more than five times', () => {
  const { budget } = createBudget();
  const waits = Array.from({ length: 6 }, () => budget.afterFlood(flood(1)));
  expect(waits).toEqual([1000, 1000, 1000, 1000, 1000, undefined]);
});

test('no other refusal is waited out, nor one that doesn’t say for how long', () => {
  const { budget } = createBudget();
  expect(budget.afterFlood(flood())).toBeUndefined();
  expect(budget.afterFlood({ ...flood(1), error_code: 400 })).toBeUndefined();
});
