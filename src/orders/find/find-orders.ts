import type { Ngorder } from '../../ngorder/client.ts';
import type { FoundOrder } from '../reading/order-location.ts';
import type { FindQuery } from './find-query.ts';
import { type Hit, type HitsProgress, type HitsRead, readHits } from './read-hits.ts';

/** How a search stands, while it goes on and when it is over. */
export interface FindState extends HitsProgress {
  /** The best first, then the newest: at most {@link mostHits}. */
  hits: FoundOrder[];
  /** How many fit in all. */
  count: number;
}

export interface FindResult extends FindState, HitsRead {}

export interface FindOptions {
  /** yyyy-mm-dd, in the shop's time zone. */
  today: string;
  /** Aborted, the search ends with what was found until then. */
  signal?: AbortSignal | undefined;
  /** Told after each page. */
  onProgress?: (state: () => FindState) => void;
  /** Reads all anew, also what was read a moment ago. */
  fresh?: boolean;
}

/** More than anybody looks through; what is beyond is counted. */
export const mostHits = 300;

/**
 * Finds the orders that fit: active ones by Ngorder's own search and by reading those of the last days, which forgives a
 * mistake in a name, canceled, rejected and expired ones by reading, since Ngorder has no search over them.
 * Resolves also where Ngorder can't be read to the end.
 */
export async function findOrders(
  ngorder: Ngorder,
  query: FindQuery,
  options: FindOptions,
): Promise<FindResult> {
  const begunAt = Date.now();
  const first = await findOnce(ngorder, query, options);
  // What isn't there by what was read before may be there by now.
  const isOld = first.count === 0 && first.readAt < begunAt;
  return isOld && !options.signal?.aborted
    ? findOnce(ngorder, query, { ...options, fresh: true })
    : first;
}

async function findOnce(
  ngorder: Ngorder,
  query: FindQuery,
  { onProgress, ...options }: FindOptions,
): Promise<FindResult> {
  const hits = new Map<number, Hit>();
  const read = await readHits(ngorder, query, {
    ...options,
    onHits(found, progress) {
      // An order that came into another list meanwhile is where it was met last.
      for (const hit of found) hits.set(hit.found.order.orderId, hit);
      onProgress?.(() => ({ ...ranked(hits), ...progress }));
      return false;
    },
  });
  return { ...ranked(hits), ...read };
}

function ranked(hits: ReadonlyMap<number, Hit>): Pick<FindState, 'hits' | 'count'> {
  const best = [...hits.values()].sort(
    (one, other) =>
      other.fit - one.fit ||
      (other.found.order.orderDate ?? '').localeCompare(one.found.order.orderDate ?? '') ||
      other.found.order.orderId - one.found.order.orderId,
  );
  return { hits: best.slice(0, mostHits).map(({ found }) => found), count: best.length };
}
