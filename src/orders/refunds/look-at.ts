import { NgorderError } from '../../ngorder/errors.ts';
import type { Order } from '../../ngorder/order.ts';
import type { Shop } from '../../team/shops/shops.ts';
import { isPaid } from '../order-risk.ts';
import { findActive } from '../reading/order-reader.ts';
import type { RequestedAct } from '../requests/states.ts';
import type { Refund } from './refund.ts';
import type { Refunds } from './refunds.ts';

/**
 * A refund as it stands now: it is over where the order was made active again elsewhere, and its amount is asked for where
 * it isn't known. What Ngorder doesn't tell within `ms` milliseconds stays as it is written down.
 */
export async function lookAtRefund(
  refunds: Refunds,
  shop: Shop,
  orderId: number,
  ms: number,
): Promise<Refund | undefined> {
  const known = await refunds.of(shop.id, orderId);
  if (known?.status !== 'open') return known;
  const signal = AbortSignal.timeout(ms);
  if (await isActive(shop, orderId, signal)) {
    await refunds.settle(shop.id, orderId);
    return refunds.of(shop.id, orderId);
  }
  const [whole] = await refunds.withAmounts(shop.id, [known], shop.ngorder, signal);
  return whole;
}

/** What is owed for a canceled order, or was, written down if it isn't yet; undefined: nothing was paid. */
export async function refundFor(
  refunds: Pick<Refunds, 'of' | 'note'>,
  shop: Pick<Shop, 'id' | 'timeZone'>,
  order: Order,
): Promise<Refund | undefined> {
  if (!isPaid(order) || !isCanceled(order)) return undefined;
  await refunds.note(shop, [order]);
  return refunds.of(shop.id, order.orderId);
}

/** What the question of a delete is to warn of; nothing else asks about it. */
export async function owedAtDelete(
  refunds: Pick<Refunds, 'of'>,
  { request: { kind, status, shop }, act: { orderId } }: RequestedAct,
): Promise<Refund | undefined> {
  return kind === 'delete' && status === 'proposed' ? refunds.of(shop, orderId) : undefined;
}

/** Rejected and expired orders were never the team's to cancel. */
function isCanceled({ status }: Order): boolean {
  return status?.toUpperCase().startsWith('CANCEL') ?? false;
}

/** False also where Ngorder can't be asked in time. */
async function isActive({ ngorder }: Shop, orderId: number, signal: AbortSignal): Promise<boolean> {
  try {
    return (await findActive(ngorder, orderId, signal)) !== undefined;
  } catch (error) {
    if (error instanceof NgorderError || signal.aborted) return false;
    throw error;
  }
}
