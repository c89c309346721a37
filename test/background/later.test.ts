import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { later } from '../../src/background/later.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function recorded() {
  const calls: string[] = [];
  const work = {
    start: () => void calls.push('start'),
    stop: async () => void calls.push('stop'),
  };
  return { calls, delayed: later(work, 300) };
}

test('what nobody waits for begins a while after the start, and is stopped with the rest', async () => {
  const { calls, delayed } = recorded();
  delayed.start();
  vi.advanceTimersByTime(299);
  expect(calls).toEqual([]);
  vi.advanceTimersByTime(1);
  await delayed.stop();
  expect(calls).toEqual(['start', 'stop']);
});

test('what is stopped before it began never begins', async () => {
  const { calls, delayed } = recorded();
  delayed.start();
  await delayed.stop();
  vi.advanceTimersByTime(1000);
  expect(calls).toEqual([]);
});
