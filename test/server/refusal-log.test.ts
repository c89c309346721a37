import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRefusalLog } from '../../src/server/refusal-log.ts';
import { recorded } from '../delivery/updates.ts';

const minuteMs = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('of many requests that are refused alike, the first is logged at once and the others are counted each minute', () => {
  const { log, lines } = recorded();
  const { refused } = createRefusalLog(log);
  const said = () => lines.splice(0).map(({ outcome, count }) => [outcome, count]);
  for (let n = 0; n < 1000; n += 1) refused('wrong secret');
  refused('no update');
  expect(said()).toEqual([
    ['wrong secret', undefined],
    ['no update', undefined],
  ]);
  vi.advanceTimersByTime(minuteMs);
  expect(said()).toEqual([['wrong secret', 999]]);
  refused('wrong secret');
  refused('no update');
  expect(said()).toEqual([['no update', undefined]]);
  vi.advanceTimersByTime(minuteMs);
  expect(said()).toEqual([['wrong secret', 1]]);
  vi.advanceTimersByTime(10 * minuteMs);
  expect(said()).toEqual([]);
  refused('wrong secret');
  expect(said()).toEqual([['wrong secret', undefined]]);
});
