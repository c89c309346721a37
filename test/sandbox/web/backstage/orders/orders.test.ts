import { expect, test } from 'vitest';
import {
  afterMove,
  countsOf,
  found,
  type Orders,
  shownOrder,
} from '../../../../../src/sandbox/web/backstage/orders/orders.ts';

const order = (order_id: number, receiver_name: string, updated_at = '2026-01-01 00:00:00') =>
  shownOrder(
    {
      order_id,
      po_number: order_id + 9397,
      sender_name: receiver_name,
      receiver_name,
      total_amount: '1000',
      updated_at,
    },
    'active',
  );

const orders: Orders = new Map(
  [order(1338, 'Wahyu'), order(1341, 'Dewi', '2026-01-02 00:00:00'), order(1343, 'Rina')].map(
    (one) => [one.id, one],
  ),
);
const ids = (found: { id: number }[]) => found.map(({ id }) => id);

test('what changed last comes first, as Ngorder tells it and as it is seen to happen', () => {
  expect(ids(found(orders, undefined, ''))).toEqual([1341, 1343, 1338]);
  const moved = afterMove(orders, { ...order(1338, 'Wahyu'), place: 'CANCEL' });
  expect(ids(found(moved, undefined, ''))).toEqual([1338, 1341, 1343]);
  const again = afterMove(moved, { ...order(1343, 'Rina'), place: 'REJECTED' });
  expect(ids(found(again, undefined, ''))).toEqual([1343, 1338, 1341]);
});

test('a move is counted, and it is told where the order was', () => {
  const moved = afterMove(orders, { ...order(1338, 'Wahyu'), place: 'gone' });
  expect(countsOf(orders)).toMatchObject({ active: 3, gone: 0 });
  expect(countsOf(moved)).toMatchObject({ active: 2, gone: 1 });
  expect(moved.get(1338)).toMatchObject({ from: 'active', place: 'gone' });
  expect(ids(found(moved, 'gone', ''))).toEqual([1338]);
});

test('an order is found by its ID, its PO number or a name', () => {
  for (const text of ['1338', '#1338', 'PO 10735', '10735', 'wahyu', ' Wahyu '])
    expect(ids(found(orders, undefined, text))).toEqual([1338]);
  expect(ids(found(orders, 'CANCEL', '1338'))).toEqual([]);
});
