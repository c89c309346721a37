import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graceMsOf, nextTickMs } from '../../../../src/orders/requests/grace/grace-time.ts';
import { slowMs } from '../../../../src/orders/requests/limits.ts';

describe('the grace time', () => {
  test('is what the shop has chosen, of deletes alone', () => {
    expect(graceMsOf('delete', { deleteGrace: 60 }, undefined)).toBe(60_000);
    expect(graceMsOf('delete', { deleteGrace: 0 }, undefined)).toBeNull();
    expect(graceMsOf('delete', { deleteGrace: 60 }, 0)).toBeNull();
    expect(graceMsOf('cancel', { deleteGrace: 60 }, 5000)).toBeNull();
    expect(graceMsOf('return', { deleteGrace: 60 }, undefined)).toBeNull();
  });
});

describe('a countdown', () => {
  test('is shown at full quarters of a minute, and once it is over', () => {
    const shown: number[] = [];
    for (let left = 59_700; left > 0; left -= nextTickMs(left)) shown.push(left);
    expect(shown).toEqual([59_700, 45_000, 30_000, 15_000]);
  });

  test('is never shown more often than every five seconds, and never stands still', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300_000 }), (left) => {
        const next = nextTickMs(left);
        expect(next).toBeGreaterThanOrEqual(Math.min(5000, left));
        expect(next).toBeLessThanOrEqual(Math.min(20_000, left) + slowMs);
      }),
    );
  });
});
