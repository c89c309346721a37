import { describe, expect, test } from 'vitest';
import type { CanceledType, Order } from '../../../src/ngorder/order.ts';
import { reversalOf, undoQuestionOf } from '../../../src/orders/many/reversal.ts';
import type { FoundOrder } from '../../../src/orders/reading/order-location.ts';
import type { Act, ActKind } from '../../../src/orders/requests/states.ts';
import { someRequest } from '../../bot/views/some-request.ts';

const { request } = someRequest({ status: 'done' });

function orderOf(orderId: number, more: Partial<Order> = {}): Order {
  return { orderId, paymentStatus: 'UNPAID', totalAmount: 1000, products: [], raw: {}, ...more };
}

function done(orderId: number, type?: CanceledType): Act {
  const { act } = someRequest({ status: 'done', orderId, seen: orderOf(orderId) });
  return { ...act, ...(type && { foundAt: { type, page: 1, perPage: 50 } }) };
}

const of = (kind: ActKind, acts: readonly Act[]) => reversalOf({ ...request, kind }, acts);

function canceled(orderId: number, more: Partial<Order> = {}, type: CanceledType = 'CANCEL') {
  const foundAt = { type, page: 1, perPage: 50 };
  return { at: 'canceled', order: orderOf(orderId, more), foundAt } satisfies FoundOrder;
}

function gathered(...found: FoundOrder[]) {
  return { found, missing: [], ambiguous: [], repeated: [], isComplete: true };
}

describe('what undoes a run', () => {
  test('of cancels returns what was canceled, and of returns cancels again', () => {
    expect(of('cancel', [done(1), done(2)])).toMatchObject({ kind: 'return', final: [] });
    expect(of('return', [done(1, 'CANCEL')])).toMatchObject({ kind: 'cancel', final: [] });
  });

  test('leaves alone what the run did not do', () => {
    const failed = someRequest({ status: 'failed', orderId: 2 }).act;
    expect(of('cancel', [done(1), failed])?.acts.map(({ orderId }) => orderId)).toEqual([1]);
    expect(of('cancel', [failed])).toBeUndefined();
  });

  test('is nothing for deletes, nor for what was rejected or expired', () => {
    expect(of('delete', [done(1, 'CANCEL')])).toBeUndefined();
    expect(of('return', [done(1, 'EXPIRED')])).toBeUndefined();
    const mixed = of('return', [done(1, 'CANCEL'), done(2, 'REJECTED'), done(3, 'EXPIRED')]);
    expect(mixed?.acts.map(({ orderId }) => orderId)).toEqual([1]);
    expect(mixed?.final).toEqual([2, 3]);
  });
});

describe('the question about undoing a run', () => {
  const reversal = of('cancel', [done(1), done(2), done(3), done(4), done(5)]);

  test('leaves out and names what was paid, expired, or touched by the bot since', () => {
    if (reversal === undefined) throw new Error('nothing undoes it');
    const now = gathered(
      canceled(1),
      canceled(2, { paymentStatus: 'PAID' }),
      canceled(3),
      canceled(4, {}, 'EXPIRED'),
      { at: 'active', order: orderOf(5) },
    );
    const { orders, facts } = undoQuestionOf(reversal, now, [3]);
    expect(orders.map(({ order }) => order.orderId)).toEqual([1]);
    expect(facts.orders.map(({ orderId }) => orderId)).toEqual([1]);
    expect(facts).toMatchObject({ changed: [2, 3, 4], already: [5], final: [] });
  });

  test('does not take what the cancel itself has changed for a change', () => {
    if (reversal === undefined) throw new Error('nothing undoes it');
    const now = gathered(canceled(1, { status: 'CANCELED', updatedAt: '2026-11-20 10:00:00' }));
    expect(undoQuestionOf(reversal, now, []).facts.changed).toEqual([]);
  });
});
