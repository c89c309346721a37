import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  begun,
  bulkShare,
  longestWaitMs,
  measured,
  nothingMeasured,
  pieceMs,
  type Sharing,
  waitBefore,
} from '../../src/background/people-first.ts';
import { simulated } from './shared-thread.ts';

const cost = fc.double({ min: 0.1, max: 500, noNaN: true });
const sharing: fc.Arbitrary<Sharing> = fc.record({
  updates: fc.record({ in: cost, count: cost }),
  pieces: fc.record({ in: cost, count: cost }),
  nextAt: fc.double({ min: 0, max: 10_000, noNaN: true }),
});

/** When pieces begin of which there are always more, while people wait all the time. */
function beginnings(ms: number, count: number): number[] {
  let known: Sharing = {
    ...nothingMeasured,
    updates: { in: ms, count: 1 },
    pieces: { in: 1, count: 1 },
  };
  let now = 0;
  return Array.from({ length: count }, () => {
    now += waitBefore(known, now, Number.POSITIVE_INFINITY);
    known = begun(known, now);
    return now;
  });
}

/** What is known after people pressed without a run, and a run went on without people. */
function afterQuietHours({ updateMs, pieceMs }: { updateMs: number; pieceMs: number }): Sharing {
  let known = nothingMeasured;
  const count = 20;
  for (let time = 0; time < 40; time += 1) {
    const people = { busyMs: count * updateMs, updates: count, pieces: 0, hadBulk: false };
    const run = { busyMs: count * pieceMs, updates: 0, pieces: count, hadBulk: true };
    known = measured(measured(known, people), run);
  }
  return known;
}

describe('bulk work beside people', () => {
  test('begins at once while nobody waits', () => {
    fc.assert(
      fc.property(sharing, cost, cost, (known, now, since) => {
        expect(waitBefore(known, now, now - since)).toBe(0);
      }),
    );
  });

  test('always goes on, whatever it takes and however many wait', () => {
    fc.assert(
      fc.property(sharing, fc.array(cost, { minLength: 1, maxLength: 30 }), (before, pauses) => {
        let known = before;
        let now = before.nextAt;
        for (const pause of pauses) {
          known = begun(known, now);
          now += pause;
          expect(waitBefore(known, now, Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(
            longestWaitMs,
          );
        }
      }),
    );
  });

  test('takes no more than its share of the main thread while people wait', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: longestWaitMs * bulkShare, noNaN: true }),
        fc.integer({ min: 20, max: 200 }),
        (pieceMs, count) => {
          const at = beginnings(pieceMs, count);
          const taken = count * pieceMs;
          const within = (at.at(-1) ?? 0) + pieceMs / bulkShare;
          // What it hadn't taken before counts too, up to some tenths of a second.
          expect(taken).toBeLessThanOrEqual(bulkShare * (within + 100) + 1e-6);
        },
      ),
    );
  });

  test('learns what a piece of it takes, on a quick machine and on a slow one', () => {
    const mixed = fc.array(
      fc.record({
        updates: fc.integer({ min: 1, max: 100 }),
        pieces: fc.integer({ min: 1, max: 30 }),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 20, noNaN: true }),
        fc.double({ min: 0.5, max: 10, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        mixed,
        (updateMs, worth, slower, others) => {
          let known = nothingMeasured;
          const learn = (updates: number, pieces: number, ms: number) => {
            const busyMs = (updates + pieces * worth) * ms;
            known = measured(known, { busyMs, updates, pieces, hadBulk: pieces > 0 });
          };
          for (let time = 0; time < 100; time += 1) learn(10, 0, updateMs);
          for (let time = 0; time < 100; time += 1) learn(0, 10, updateMs);
          expect(pieceMs(known)).toBeCloseTo(worth * updateMs, 1);
          // From now on other work takes its part of the machine.
          for (let time = 0; time < 100; time += 1)
            for (const { updates, pieces } of others) learn(updates, pieces, updateMs * slower);
          expect(pieceMs(known)).toBeCloseTo(worth * updateMs * slower, 1);
        },
      ),
    );
  });

  test('is not held back for long by what took long once', () => {
    let known = measured(nothingMeasured, { busyMs: 1000, updates: 1, pieces: 0, hadBulk: false });
    for (let time = 0; time < 20; time += 1)
      known = measured(known, { busyMs: 250, updates: 50, pieces: 10, hadBulk: true });
    expect(pieceMs(known)).toBeLessThan(15);
  });

  test('makes fifty who press wait little longer, and a run of theirs go on', () => {
    for (const pieceMs of [2, 5, 12]) {
      const world = { people: 50, updateMs: 2.2, pieces: 300, pieceMs };
      const without = simulated({ ...world, pieces: 0 });
      const beside = simulated({ ...world, known: afterQuietHours(world) });
      expect(beside.p50 / without.p50).toBeLessThanOrEqual(1.5);
      expect(beside.done).toBe(300);
      // What the share allows is taken, so that a run is no slower than it must be.
      expect(beside.bulkShare).toBeGreaterThanOrEqual(bulkShare * 0.6);
    }
  });

  test('makes them wait little longer from the first on', () => {
    const world = { people: 50, updateMs: 2.2, pieces: 300, pieceMs: 6 };
    const without = simulated({ ...world, pieces: 0 });
    expect(simulated(world).p50 / without.p50).toBeLessThanOrEqual(1.5);
  });

  test('takes all of the main thread while nobody presses', () => {
    const { bulkShare: share, done } = simulated({
      people: 0,
      updateMs: 2,
      pieces: 300,
      pieceMs: 10,
    });
    expect(done).toBe(300);
    expect(share).toBeGreaterThanOrEqual(0.9);
  });
});
