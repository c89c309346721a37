import type { Order } from '../../../ngorder/order.ts';
import type { Owed } from './columns.ts';

/** What some orders come to. */
export interface Totals {
  orders: number;
  /** In rupiah. */
  sum: number;
  remaining: number;
  /** How many say nothing of their total. */
  withoutTotal: number;
  /** What the shop owes for them, in rupiah, and of how many nobody knows how much. */
  owed: number;
  withoutOwed: number;
}

export const noTotals: Totals = {
  orders: 0,
  sum: 0,
  remaining: 0,
  withoutTotal: 0,
  owed: 0,
  withoutOwed: 0,
};

export function withOrder(
  totals: Totals,
  { totalAmount, remainingAmount = 0 }: Order,
  owed?: Owed,
): Totals {
  return {
    orders: totals.orders + 1,
    sum: totals.sum + (totalAmount ?? 0),
    remaining: totals.remaining + remainingAmount,
    withoutTotal: totals.withoutTotal + (totalAmount === undefined ? 1 : 0),
    owed: totals.owed + (owed?.amount ?? 0),
    withoutOwed: totals.withoutOwed + (owed?.amount === undefined ? 1 : 0),
  };
}

export function together(one: Totals, other: Totals): Totals {
  return {
    orders: one.orders + other.orders,
    sum: one.sum + other.sum,
    remaining: one.remaining + other.remaining,
    withoutTotal: one.withoutTotal + other.withoutTotal,
    owed: one.owed + other.owed,
    withoutOwed: one.withoutOwed + other.withoutOwed,
  };
}
