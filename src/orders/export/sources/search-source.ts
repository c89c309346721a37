import type { Ngorder } from '../../../ngorder/client.ts';
import type { FindQuery } from '../../find/find-query.ts';
import { readHits } from '../../find/read-hits.ts';
import type { OrderSource } from '../build/order-stream.ts';

/** What a search looks for, and what it has shown. */
export interface Sought {
  query: FindQuery;
  /** yyyy-mm-dd, in the shop's time zone. */
  today: string;
  /** How many orders it found when everything was read; undefined: not everything was. */
  count: number | undefined;
}

/**
 * Every order that a search finds, however many, read anew.
 * @param but those that are not wanted, by their IDs
 */
export function searchSource(
  ngorder: Ngorder,
  { query, today, count }: Sought,
  but: readonly number[] = [],
): OrderSource {
  const unwanted = new Set(but);
  return async (onPage, signal) => {
    const ids = new Set<number>();
    const { complete, failure } = await readHits(ngorder, query, {
      today,
      signal,
      fresh: true,
      onHits(hits, progress) {
        const orders = hits
          .map(({ found }) => found.order)
          .filter(({ orderId }) => !unwanted.has(orderId));
        for (const { orderId } of orders) ids.add(orderId);
        return onPage({ orders, ...progress });
      },
    });
    return { complete, failure, total: count ?? ids.size };
  };
}
