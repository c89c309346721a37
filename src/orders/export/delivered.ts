import type { OrderSource } from './build/order-stream.ts';
import { noTotals, type Totals, together } from './build/totals.ts';

/** What is in a file. */
export interface Holds {
  totals: Totals;
  orderIds: readonly number[];
}

/** What of an export in several files has been handed over. */
export interface Delivered extends Holds {
  files: number;
}

/** Together with one more file that was handed over. */
export function withFile(before: Delivered | undefined, { totals, orderIds }: Holds): Delivered {
  return {
    files: (before?.files ?? 0) + 1,
    totals: together(before?.totals ?? noTotals, totals),
    orderIds: [...(before?.orderIds ?? []), ...orderIds],
  };
}

/** As text to be kept: each ID as its distance from the one before, since there can be a hundred thousand. */
export function deliveredText({ files, totals, orderIds }: Delivered): string {
  const sorted = [...orderIds].sort((one, other) => one - other);
  const distances = sorted.map((id, at) => id - (sorted[at - 1] ?? 0));
  return JSON.stringify({ files, totals, distances });
}

/** What {@link deliveredText} wrote. */
export function readDelivered(text: string): Delivered {
  const { files, totals, distances } = JSON.parse(text) as Pick<Delivered, 'files' | 'totals'> & {
    distances: number[];
  };
  let id = 0;
  const orderIds = distances.map((distance) => {
    id += distance;
    return id;
  });
  return { files, totals, orderIds };
}

/** A source without what was handed over, and whether all of that has been met in it. */
export function restOf(
  source: OrderSource,
  { orderIds }: Pick<Delivered, 'orderIds'>,
): { source: OrderSource; isAllThere(): boolean } {
  const missing = new Set(orderIds);
  const handedOver = new Set(orderIds);
  return {
    source: (onPage, signal) =>
      source(({ orders, ...read }) => {
        for (const { orderId } of orders) missing.delete(orderId);
        return onPage({
          ...read,
          orders: orders.filter(({ orderId }) => !handedOver.has(orderId)),
        });
      }, signal),
    isAllThere: () => missing.size === 0,
  };
}
