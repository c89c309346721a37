import type { Order, Product } from '../ngorder/order.ts';

/** What some products cost together, in rupiah; undefined where a price is missing. */
export function sumOf(products: readonly Product[]): number | undefined {
  return products.reduce<number | undefined>(
    (sum, { price, quantity = 1 }) =>
      sum === undefined || price === undefined ? undefined : sum + price * quantity,
    0,
  );
}

/**
 * What the total holds besides products and shipping, in whole rupiah: a unique code, packing, or a discount, which is
 * negative. With it the parts add up to the total. Undefined where a part is missing.
 */
export function otherCosts({ products, shippingCost = 0, totalAmount }: Order): number | undefined {
  const sum = products.length === 0 ? undefined : sumOf(products);
  if (sum === undefined || totalAmount === undefined) return undefined;
  return Math.round(totalAmount) - Math.round(sum) - Math.round(shippingCost);
}
