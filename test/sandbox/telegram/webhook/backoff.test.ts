import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextTry, type Tries } from '../../../../src/sandbox/telegram/webhook/backoff.ts';

test('a failed delivery is tried again at once, then after 2, 4, 8… seconds', () => {
  let tries: Tries | undefined;
  const waits = Array.from({ length: 9 }, () => {
    const { wait, ...next } = nextTry(tries, 0, 0);
    tries = next;
    return wait;
  });
  expect(waits).toEqual([0, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test('when the server says how long to wait, that counts, up to an hour', () => {
  expect(nextTry(undefined, 7, 0)).toEqual({ fails: 1, delay: 1, wait: 7 });
  expect(nextTry({ fails: 3, delay: 8 }, 100_000, 0).wait).toBe(3600);
  expect(nextTry({ fails: 3, delay: 8 }, -5, 0).wait).toBe(16);
});

test('however often it failed, it is tried again within two minutes', () => {
  const any = fc.record({ fails: fc.nat(1000), delay: fc.integer({ min: 1, max: 120 }) });
  const chance = fc.double({ min: 0, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(any, chance, (tries, random) => {
      const { wait } = nextTry(tries, 0, random);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThan(120);
    }),
  );
});
