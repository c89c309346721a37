import type { Order } from '../ngorder/order.ts';

/** True when money has moved, so that canceling or deleting has consequences outside Ngorder. */
export function isPaid({ paymentStatus }: Order): boolean {
  return paymentStatus !== undefined && paymentStatus.toUpperCase() !== 'UNPAID';
}

/** True when the parcel has left the shop, or may have. */
export function isShipped({ awbNumber, progress }: Order): boolean {
  return (
    awbNumber !== undefined || ['ON PROCESS', 'DELIVERED'].includes(progress?.toUpperCase() ?? '')
  );
}

/** How much the buyer has paid, in rupiah; undefined where the order doesn't tell, or nothing was. */
export function paidAmount(order: Order): number | undefined {
  const { totalAmount, remainingAmount, paymentStatus } = order;
  if (totalAmount === undefined || !isPaid(order)) return undefined;
  if (remainingAmount === undefined && paymentStatus?.toUpperCase() !== 'PAID') return undefined;
  const paid = totalAmount - (remainingAmount ?? 0);
  return paid > 0 ? paid : undefined;
}
