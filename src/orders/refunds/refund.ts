import type { Order } from '../../ngorder/order.ts';
import type { RefundStatus } from '../../store/schema/lists.ts';

/** How money goes back to a buyer. */
export const paybackWays = ['transfer', 'ewallet', 'marketplace', 'cash', 'other'] as const;
export type PaybackWay = (typeof paybackWays)[number];

/** Money that is owed to a buyer for a canceled order, or was. Times are milliseconds since 1970 by the database's clock. */
export interface Refund {
  orderId: number;
  /** The order as it was canceled, or found canceled. */
  order: Order;
  status: RefundStatus;
  /** In rupiah; undefined where neither the order nor its payments tell how much was paid. */
  amount: number | undefined;
  openedAt: number;
  /** Who canceled it by the bot; undefined: it was canceled elsewhere. */
  canceledBy: string | undefined;
  closedAt: number | undefined;
  /** Who said that the money went back. */
  refundedBy: string | undefined;
  way: PaybackWay | undefined;
  readAt: number;
}

const dayMs = 24 * 3_600_000;

/** For how many whole days it has been owed at a moment; both in milliseconds since 1970. */
export function daysOwed(openedAt: number, at: number): number {
  return Math.max(0, Math.floor((at - openedAt) / dayMs));
}
