import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answered,
  leastPlaces,
  mostPlaces,
  nothingLearned,
  refused,
  waitBefore,
} from '../../../src/ngorder/pacing/learned-limit.ts';
import { Crowd, type Server } from './simulation.ts';

/** Random, but the same each time. */
function dice(): () => number {
  let seed = 1;
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
}

const atOnce =
  (most: number, ms: number): Server =>
  ({ inFlight }) =>
    inFlight > most ? 'refused' : ms;

/** When the last but so many was taken. */
const latest = (count: number, taken: readonly number[]): number =>
  taken.at(-count) ?? Number.NEGATIVE_INFINITY;

const perSecond =
  (most: number, ms: number): Server =>
  ({ now, taken }) =>
    latest(most, taken) > now - 1000 ? 'refused' : ms;

const perClockSecond =
  (most: number, ms: number): Server =>
  ({ now, taken }) =>
    latest(most, taken) >= now - (now % 1000) ? 'refused' : ms;

const jittered = (): Server => {
  const random = dice();
  return () => 100 + random() * 200;
};

/** Servers, and how many answers a second they bear where nobody sends more than 32 at once. */
const servers: Record<string, [server: Server, bears: number]> = {
  'without a limit': [() => 200, 160],
  'without a limit, that answers now quickly, now slowly': [jittered(), 160],
  'that refuses more than 8 at once': [atOnce(8, 200), 40],
  'that refuses more than 3 at once': [atOnce(3, 200), 15],
  'that refuses more than 5 a second': [perSecond(5, 100), 5],
  'that refuses more than 5 a second and is slow': [perSecond(5, 600), 5],
  'that refuses more than 20 a second': [perSecond(20, 150), 20],
  'that counts 5 by the second of its clock': [perClockSecond(5, 100), 5],
  'that works on 10 and lets the others wait': [({ inFlight }) => 20 * Math.max(10, inFlight), 50],
  'that is the slower the more there are': [({ inFlight }) => 100 + 20 * inFlight, 43.2],
  'that chokes on more than 8': [({ inFlight }) => 200 * (1 + (inFlight / 8) ** 2), 20],
};

describe('what is learned of a server', () => {
  test.each(Object.entries(servers))('%s is used for what it bears', (_, [server, bears]) => {
    const crowd = new Crowd();
    crowd.run(server, 15);
    const { throughput, refusals } = crowd.run(server, 120);
    expect(throughput).toBeGreaterThan(0.9 * bears);
    expect(refusals).toBeLessThan(0.01);
    // Four at once was what there was before.
    expect(throughput).toBeGreaterThan(0.95 * new Crowd({ fixed: 4 }).run(server, 120).throughput);
  });

  test.each(Object.entries(servers))(
    '%s is used for it by requests that are marked first',
    (_, [server, bears]) => {
      const crowd = new Crowd({ marksEveryMs: 25 });
      crowd.run(server, 15);
      const { throughput, refusals } = crowd.run(server, 120);
      expect(refusals).toBeLessThan(0.01);
      expect(throughput).toBeGreaterThan(0.9 * bears);
      expect(throughput).toBeGreaterThan(
        0.95 * new Crowd({ fixed: 4, marksEveryMs: 25 }).run(server, 120).throughput,
      );
    },
  );

  test.each([0, 25])(
    'sixteen at once are found to be borne within a second or two, where requests are marked every %s ms',
    (marksEveryMs) => {
      const { throughput } = new Crowd({ marksEveryMs }).run(atOnce(16, 200), 7);
      expect(throughput).toBeGreaterThan(0.9 * 80);
    },
  );

  test('ten minutes in which everything is refused is forgotten when it is over', () => {
    const crowd = new Crowd();
    crowd.run(() => 200, 20);
    const { throughput } = crowd.run(() => 'refused', 600);
    expect(throughput).toBeLessThan(0.1);
    crowd.run(() => 200, 150);
    expect(crowd.run(() => 200, 30).throughput).toBeGreaterThan(0.9 * 160);
  });

  test('a limit that is lifted is found to be so', () => {
    const crowd = new Crowd();
    crowd.run(atOnce(4, 200), 60);
    crowd.run(() => 200, 400);
    expect(crowd.run(() => 200, 30).throughput).toBeGreaterThan(0.9 * 160);
  });

  test('a limit that is new is kept within seconds', () => {
    const crowd = new Crowd();
    crowd.run(() => 200, 60);
    crowd.run(perSecond(5, 200), 30);
    const { throughput, refusals } = crowd.run(perSecond(5, 200), 60);
    expect(throughput).toBeGreaterThan(0.9 * 5);
    expect(refusals).toBeLessThan(0.02);
  });

  test('a server that asks to be left alone is left alone for so long', () => {
    const refusal = { sentAt: 0, now: 100, inFlight: 1, accepted: 0, canBeRate: true };
    const learned = refused(nothingLearned, { ...refusal, retryAfterMs: 4000 });
    expect(waitBefore(learned, [], 100)).toBe(4000);
    expect(waitBefore(learned, [], 4100)).toBe(0);
  });

  const event = fc.record({
    tookMs: fc.integer({ min: 0, max: 20_000 }),
    pauseMs: fc.integer({ min: 0, max: 120_000 }),
    inFlight: fc.integer({ min: 1, max: 40 }),
    accepted: fc.integer({ min: 0, max: 60 }),
    isRefused: fc.boolean(),
    isFull: fc.boolean(),
    canBeRate: fc.boolean(),
  });

  test('whatever a server does, there are between 2 and 32 places, and nobody waits for more than a few minutes', () =>
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (events) => {
        let learned = nothingLearned;
        let now = 0;
        for (const { tookMs, pauseMs, isRefused, ...rest } of events) {
          now += pauseMs + tookMs;
          const when = { ...rest, sentAt: now - tookMs, now };
          learned = isRefused
            ? refused(learned, when)
            : answered(learned, { ...when, took: tookMs });
          expect(learned.places).toBeGreaterThanOrEqual(leastPlaces);
          expect(learned.places).toBeLessThanOrEqual(mostPlaces);
          expect(learned.rate?.count ?? 1).toBeGreaterThan(0);
          const starts = Array.from({ length: 64 }, () => now);
          expect(waitBefore(learned, starts, now)).toBeLessThanOrEqual(300_000);
        }
      }),
    ));
});
