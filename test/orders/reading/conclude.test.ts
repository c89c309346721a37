import { describe, expect, test } from 'vitest';
import type { Order } from '../../../src/ngorder/order.ts';
import { conclude, type ReadingTimes, type SentAct } from '../../../src/orders/reading/conclude.ts';
import type { OrderLocation } from '../../../src/orders/reading/order-location.ts';

const order: Order = { orderId: 1338, status: 'ACCEPTED', products: [], raw: {} };
const active: OrderLocation = { at: 'active', order };
const canceledAs = (type: 'CANCEL' | 'REJECTED'): OrderLocation => ({
  at: 'canceled',
  order,
  foundAt: { type, page: 1, perPage: 50 },
});
const nowhere: OrderLocation = { at: 'nowhere', searched: 420 };

const acts = [
  { kind: 'cancel', before: active, after: canceledAs('CANCEL'), elsewhere: nowhere },
  { kind: 'return', before: canceledAs('CANCEL'), after: active, elsewhere: nowhere },
  { kind: 'delete', before: canceledAs('CANCEL'), after: nowhere, elsewhere: active },
] as const;

/** Ngorder's own limit: ten seconds for a request. */
const actMs = 10_000;
const at = (seconds: number, more: Partial<ReadingTimes> = {}): ReadingTimes => ({
  sentAt: 1_000_000,
  readAt: 1_000_000 + seconds * 1000,
  oldSince: undefined,
  actMs,
  over: false,
  ...more,
});
const since = (seconds: number) => ({ oldSince: 1_000_000 + seconds * 1000 });
const sent = (kind: SentAct['kind'], more: Partial<SentAct> = {}): SentAct => ({
  kind,
  seen: order,
  sends: 1,
  ...more,
});

describe.each(acts)(
  'a request to $kind without an answer',
  ({ kind, before, after, elsewhere }) => {
    test.each([0, 1, 19, 20, 300])('is done when its effect is found, after %i s', (seconds) => {
      const found = conclude(sent(kind), after, at(seconds));
      expect(found).toEqual({ verdict: 'settled', outcome: { kind: 'done' } });
    });

    test('is waited for as long as it may be under way', () => {
      const wait = { verdict: 'wait', until: 1_020_000 };
      for (const seconds of [0, 10, 19.999])
        for (const where of [before, elsewhere])
          expect(conclude(sent(kind), where, at(seconds))).toEqual(wait);
    });

    test('is not called undone by a single reading, however late', () => {
      for (const seconds of [20, 21, 3600])
        expect(conclude(sent(kind), before, at(seconds))).toEqual({
          verdict: 'readOnceMore',
          notBefore: 1_010_000 + seconds * 1000,
        });
    });

    test('is not called undone by two readings close together', () => {
      for (const seconds of [20, 25, 29.999])
        expect(conclude(sent(kind), before, at(seconds, since(20)))).toEqual({
          verdict: 'readOnceMore',
          notBefore: 1_030_000,
        });
    });

    test('that is carried out after 27 s is done, though 20 s had shown nothing of it', () => {
      expect(conclude(sent(kind), before, at(20)).verdict).toBe('readOnceMore');
      expect(conclude(sent(kind), after, at(30, since(20)))).toMatchObject({
        outcome: { kind: 'done' },
      });
    });

    test('is not called undone by a reading from before its time was up', () => {
      expect(conclude(sent(kind), before, at(20, since(2)))).toEqual({
        verdict: 'readOnceMore',
        notBefore: 1_030_000,
      });
    });

    test('that was undone twice over is believed', () => {
      const repeat = { verdict: 'sendAgain' };
      const undone = { verdict: 'settled', outcome: { kind: 'notDone', now: order } };
      expect(conclude(sent(kind), before, at(30, since(20)))).toEqual(
        kind === 'delete' ? undone : repeat,
      );
      expect(conclude(sent(kind, { sends: 2 }), before, at(30, since(20)))).toEqual(undone);
      expect(conclude(sent(kind, { seen: undefined }), before, at(30, since(20)))).toEqual(undone);
    });

    test.each<[string, Partial<Order>]>([
      ['was paid', { paymentStatus: 'PAID' }],
      ['went there and back again', { updatedAt: '2026-11-20 10:00:00' }],
    ])('on an order that %s meanwhile is neither repeated nor called undone', (_, change) => {
      const now = { ...order, ...change };
      const where = { ...before, order: now } as OrderLocation;
      expect(conclude(sent(kind), where, at(30, since(20)))).toEqual({
        verdict: 'settled',
        outcome: { kind: 'changed', now },
      });
    });

    test('on an order that somebody took elsewhere is over when its time is up', () => {
      expect(conclude(sent(kind), elsewhere, at(20))).toEqual({
        verdict: 'settled',
        outcome: { kind: 'elsewhere', where: elsewhere },
      });
    });

    test('that Ngorder has answered can have no effect later on', () => {
      expect(conclude(sent(kind), before, at(1, { over: true }))).toMatchObject(
        kind === 'delete' ? { outcome: { kind: 'notDone' } } : { verdict: 'sendAgain' },
      );
    });

    test('is unclear as long as the order is not found and not proven to be gone', () => {
      for (const seconds of [0, 20, 90_000])
        expect(conclude(sent(kind), undefined, at(seconds, since(20)))).toEqual({
          verdict: 'unclear',
        });
    });
  },
);

test('an order that was canceled is not found in the place of rejected ones', () => {
  expect(conclude(sent('cancel'), canceledAs('REJECTED'), at(20))).toMatchObject({
    outcome: { kind: 'elsewhere' },
  });
});
