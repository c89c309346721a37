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

/** True when the buyer has the parcel. */
export function isDelivered({ progress }: Order): boolean {
  return progress?.toUpperCase() === 'DELIVERED';
}

const marketplaces: readonly (readonly [name: string, sign: RegExp])[] = [
  ['Shopee', /shopee/i],
  ['Tokopedia', /tokopedia|tokped/i],
  ['TikTok Shop', /tik ?tok/i],
  ['Lazada', /lazada/i],
  ['Bukalapak', /bukalapak/i],
  ['Blibli', /blibli/i],
  ['Zalora', /zalora/i],
];

/**
 * The marketplace that an order comes from, by its source, its category or what Ngorder keeps of Shopee; undefined for
 * an order of the shop's own. One that isn't named is called `marketplace`.
 */
export function marketplaceOf({ source = '', category = '', raw }: Order): string | undefined {
  const known = marketplaces.find(([, sign]) => sign.test(source) || sign.test(category));
  if (known !== undefined) return known[0];
  const shopee = raw['shopee'];
  if (typeof shopee === 'object' && shopee !== null && Object.keys(shopee).length > 0)
    return 'Shopee';
  return /marketplace/i.test(category) ? source || 'marketplace' : undefined;
}

/** How much the buyer has paid, in rupiah; undefined where the order doesn't tell, or nothing was. */
export function paidAmount(order: Order): number | undefined {
  const { totalAmount, remainingAmount, paymentStatus } = order;
  if (totalAmount === undefined || !isPaid(order)) return undefined;
  if (remainingAmount === undefined && paymentStatus?.toUpperCase() !== 'PAID') return undefined;
  const paid = totalAmount - (remainingAmount ?? 0);
  return paid > 0 ? paid : undefined;
}
