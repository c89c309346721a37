import { expect, test } from 'vitest';
import type { Order } from '../../src/ngorder/order.ts';
import { changesSince } from '../../src/orders/order-changes.ts';

const seen: Order = {
  orderId: 1338,
  status: 'ACCEPTED',
  paymentStatus: 'PAID',
  progress: 'NO AWB',
  totalAmount: 110_376,
  note: 'gift',
  products: [],
  raw: {},
};

test('an order that is as it was has no changes', () => {
  expect(changesSince(seen, structuredClone(seen))).toEqual([]);
});

test('status, payment, progress and total decide; each is named when it differs', () => {
  expect(changesSince(seen, { ...seen, status: 'CANCELED' })).toEqual(['status']);
  expect(changesSince(seen, { ...seen, paymentStatus: 'UNPAID' })).toEqual(['paymentStatus']);
  expect(changesSince(seen, { ...seen, progress: 'DELIVERED', totalAmount: 0 })).toEqual([
    'progress',
    'totalAmount',
  ]);
});

test('what is no longer known has changed', () => {
  const { totalAmount: _, ...withoutTotal } = seen;
  expect(changesSince(seen, withoutTotal)).toEqual(['totalAmount']);
});

test('a note, a name or a product does not decide', () => {
  const now = { ...seen, note: 'no gift', receiverName: 'Budi', products: [{ name: 'Kaos' }] };
  expect(changesSince(seen, now)).toEqual([]);
});
