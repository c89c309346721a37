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

/** Every order that a search finds, however many, read anew. */
export function searchSource(ngorder: Ngorder, { query, today, count }: Sought): OrderSource {
  return async (onPage, signal) => {
    const ids = new Set<number>();
    const { complete, failure } = await readHits(ngorder, query, {
      today,
      signal,
      fresh: true,
      onHits(hits, progress) {
        for (const { found } of hits) ids.add(found.order.orderId);
        return onPage({ orders: hits.map(({ found }) => found.order), ...progress });
      },
    });
    return { complete, failure, total: count ?? ids.size };
  };
}
