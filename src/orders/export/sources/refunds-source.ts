import type { Refund } from '../../refunds/refund.ts';
import type { OrderSource } from '../build/order-stream.ts';

/**
 * The orders of what is owed, as they were canceled.
 * @param isComplete what was canceled elsewhere was looked for to the end
 */
export function refundsSource(refunds: readonly Refund[], isComplete: boolean): OrderSource {
  return async (onPage) => {
    const total = refunds.length;
    await onPage({ orders: refunds.map(({ order }) => order), read: total, total });
    return { complete: isComplete, total };
  };
}
