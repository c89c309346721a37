import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ConnectionBroken,
  Forbidden,
  Maintenance,
  NotConnected,
  OrderGone,
  OrderNotThere,
  Redirected,
  RequestRefused,
  ServerFault,
  Throttled,
  TimedOut,
  TokenRejected,
  Unreadable,
} from '../../../src/ngorder/errors.ts';
import { retryAfterMs, retryDelay } from '../../../src/ngorder/http/retry-timing.ts';

const facts = { endpoint: 'listCanceled' };
const limits = { readTries: 3, maxWaitMs: 10_000 };
const first = { tries: 1, waitedMs: 0 };

describe('whether a read is tried again', () => {
  test.each([Throttled, Maintenance, ServerFault, TimedOut, ConnectionBroken, NotConnected])(
    '%o is tried again',
    (Failure) => {
      expect(retryDelay(new Failure(facts), first, limits)).toBeGreaterThan(0);
    },
  );

  test.each([
    TokenRejected,
    Forbidden,
    OrderNotThere,
    OrderGone,
    RequestRefused,
    Redirected,
    Unreadable,
  ])('%o is not tried again', (Failure) => {
    expect(retryDelay(new Failure(facts), first, limits)).toBeUndefined();
  });

  test('the last try is the last', () => {
    const fault = new ServerFault(facts);
    expect(retryDelay(fault, { tries: 2, waitedMs: 0 }, limits)).toBeDefined();
    expect(retryDelay(fault, { tries: 3, waitedMs: 0 }, limits)).toBeUndefined();
  });
});

describe('how long a read waits', () => {
  test('the wait doubles and is jittered downwards by half', () => {
    const wait = (tries: number, random: number) =>
      retryDelay(
        new ServerFault(facts),
        { tries, waitedMs: 0 },
        { ...limits, readTries: 9 },
        () => random,
      );
    expect([wait(1, 1), wait(2, 1), wait(3, 1)]).toEqual([400, 800, 1600]);
    expect([wait(1, 0), wait(2, 0), wait(3, 0)]).toEqual([200, 400, 800]);
    expect(wait(8, 1)).toBe(5000);
  });

  test('a wait that Ngorder asked for is kept whole', () => {
    const error = new Throttled({ ...facts, retryAfterMs: 7000 });
    expect(retryDelay(error, first, limits)).toBe(7000);
    expect(retryDelay(new Maintenance({ ...facts, retryAfterMs: 7000 }), first, limits)).toBe(7000);
  });

  test('a wait that Ngorder asked for and that is too long is not begun', () => {
    const error = new Throttled({ ...facts, retryAfterMs: 7000 });
    expect(retryDelay(error, { tries: 2, waitedMs: 3001 }, limits)).toBeUndefined();
  });

  test('all waits of a read together stay within the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.nat(20_000), { nil: undefined }), { maxLength: 12 }),
        fc.nat(20_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (asked, maxWaitMs, random) => {
          let waitedMs = 0;
          for (const [index, retryAfter] of asked.entries()) {
            const error = new Throttled(
              retryAfter === undefined ? facts : { ...facts, retryAfterMs: retryAfter },
            );
            const soFar = { tries: index + 1, waitedMs };
            const delay = retryDelay(error, soFar, { readTries: 20, maxWaitMs }, () => random);
            if (delay === undefined) break;
            expect(delay).toBeGreaterThanOrEqual(retryAfter ?? 0);
            waitedMs += delay;
          }
          expect(waitedMs).toBeLessThanOrEqual(maxWaitMs);
        },
      ),
    );
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2021, 0, 18, 3, 0, 0);

  test('is read as seconds', () => {
    expect(retryAfterMs('120', now)).toBe(120_000);
    expect(retryAfterMs(' 0 ', now)).toBe(0);
  });

  test('is read as an HTTP date', () => {
    expect(retryAfterMs('Mon, 18 Jan 2021 03:00:05 GMT', now)).toBe(5000);
    expect(retryAfterMs('Mon, 18 Jan 2021 02:00:00 GMT', now)).toBe(0);
  });

  test.each([undefined, '', 'soon', '-5', '1.5', '1e9', '99999999999', 'never GMT'])(
    '%o counts as none',
    (header) => {
      expect(retryAfterMs(header, now)).toBeUndefined();
    },
  );
});
