import type { Ngorder } from '../../ngorder/client.ts';
import type { NgorderError } from '../../ngorder/errors.ts';
import { canceledTypes } from '../../ngorder/order.ts';
import { addDays } from '../dates/calendar.ts';
import { type AllRead, type ReadOrders, readAll, type Wanted } from '../reading/many/read-all.ts';
import { type ListsReading, readLists } from '../reading/many/read-lists.ts';
import type { ListName } from '../reading/order-lists.ts';
import type { FoundOrder } from '../reading/order-location.ts';
import { activeKeywords } from './active-keywords.ts';
import type { FindQuery } from './find-query.ts';
import { fitOf } from './matches.ts';

/** How a search stands, while it goes on and when it is over. */
export interface FindState {
  /** The best first, then the newest: at most {@link mostHits}. */
  hits: FoundOrder[];
  /** How many fit in all. */
  count: number;
  /** How many orders were read, and how many there are as far as that is known. */
  read: number;
  total: number | undefined;
}

export interface FindResult extends FindState {
  /** Nothing that fits can have been missed, among the orders that were to be read. */
  complete: boolean;
  failure: NgorderError | undefined;
  /** When the oldest of what was read was asked for, in milliseconds since 1970. */
  readAt: number;
}

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
/** So far back active orders are read one by one; older ones are found by Ngorder's own search. Its default, too. */
export const activeDays = 30;
/** Of Ngorder's own search. */
const keywordsAtOnce = 8;

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

interface Hit {
  found: FoundOrder;
  fit: number;
}

async function findOnce(
  ngorder: Ngorder,
  query: FindQuery,
  { today, signal, onProgress, fresh = false }: FindOptions,
): Promise<FindResult> {
  const hits = new Map<number, Hit>();
  const progress = new Map<Wanted, Pick<ReadOrders, 'read' | 'total'>>();
  const parts = partsOf(query, today);
  const state = (): FindState => ({
    ...ranked(hits),
    ...sumOf(parts.map((part) => progress.get(part))),
  });

  const take = (orders: readonly FoundOrder[]): void => {
    for (const found of orders) {
      const fit = fitOf(found.order, query);
      // An order that came into another list meanwhile is where it was met last.
      if (fit > 0) hits.set(found.order.orderId, { found, fit });
    }
  };
  const readPart = (part: Wanted): Promise<AllRead> =>
    readAll(ngorder, part, {
      signal,
      fresh,
      onPage: ({ orders, read, total }) => {
        progress.set(part, { read, total });
        take(orders);
        onProgress?.(state);
        return false;
      },
    });
  const isActiveWanted = query.lists === undefined || query.lists.includes('active');
  const keywords = isActiveWanted ? activeKeywords(ngorder, query) : [];
  const byKeyword = keywords.map((list) =>
    readLists(
      [list],
      ({ page }) => {
        take(page.items.map((order) => ({ at: 'active', order })));
        onProgress?.(state);
        return false;
      },
      { signal, atOnce: keywordsAtOnce, mostReadings: 1, isSettled: () => true },
    ),
  );
  const [searched, read] = await Promise.all([
    Promise.all(byKeyword),
    Promise.all(parts.map(readPart)),
  ]);
  const all: ListsReading[] = [...searched, ...read];
  return {
    ...state(),
    complete: all.every(({ complete }) => complete) && !signal?.aborted,
    failure: all.map(({ failure }) => failure).find((failure) => failure !== undefined),
    readAt: Math.min(...read.map(({ begunAt }) => begunAt), Date.now()),
  };
}

/** What is to be read: active orders of some days, canceled ones of whatever age unless days were said. */
function partsOf({ lists, from, to }: FindQuery, today: string): Wanted[] {
  const wanted: readonly ListName[] = lists ?? ['active', ...canceledTypes];
  const canceled = wanted.filter((list) => list !== 'active');
  const days = { ...(from && { from }), ...(to && { to }) };
  const activeFrom = from ?? addDays(to ?? today, -activeDays);
  return [
    ...(canceled.length > 0 ? [{ lists: canceled, ...days }] : []),
    ...(wanted.includes('active')
      ? [{ lists: ['active'] as const, ...days, from: activeFrom }]
      : []),
  ];
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

function sumOf(
  parts: readonly (Pick<ReadOrders, 'read' | 'total'> | undefined)[],
): Pick<FindState, 'read' | 'total'> {
  const read = parts.reduce((sum, part) => sum + (part?.read ?? 0), 0);
  const totals = parts.map((part) => part?.total);
  const total = totals.includes(undefined)
    ? undefined
    : totals.reduce<number>((sum, one = 0) => sum + one, 0);
  return { read, total };
}
