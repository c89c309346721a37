import type { Order, Page } from '../../ngorder/order.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';
import type { Gap, ListReading } from './many/read-list.ts';
import {
  type EachRead,
  type ReadListsOptions,
  type ReadPage,
  readLists,
} from './many/read-lists.ts';
import type { ListName, OrderList } from './order-lists.ts';
import type { FoundAt, FoundOrder, OrderLocation } from './order-location.ts';

/** What came of reading lists for one order: to their ends, or to the page on which it stands. */
export interface Pass {
  found: OrderLocation;
  /** The lists in the order in which they were read. */
  lists: readonly ListReading[];
  /** Why it proves nothing that the order was not found; undefined: every list was read to its end. */
  gap: Gap | undefined;
}

export interface PassOptions {
  signal?: AbortSignal | undefined;
  /** How many pages are asked for at once, the first one of a list apart; 1 unless told. */
  atOnce?: number;
}

/** Every list once, and what moved from one to another meanwhile doesn't matter. */
export const onePass = { inTurn: true, mostReadings: 1, isSettled: () => true } as const;

/**
 * Reads these lists one after the other until the order is found, each as it is now.
 * @throws {NgorderError}; the signal's reason
 */
export const passOver = (
  orderId: number,
  lists: readonly OrderList[],
  options?: PassOptions,
): Promise<Pass> => pass(orderId, lists, { atOnce: 1, ...options, ...onePass });

/**
 * As {@link passOver}, and again what orders came into or left meanwhile: the one sought may be among those that moved
 * between the pages, or from list to list.
 */
export const passUntilStill = (
  orderId: number,
  lists: readonly OrderList[],
  options?: PassOptions,
): Promise<Pass> => pass(orderId, lists, { atOnce: 1, ...options, inTurn: true });

async function pass(
  orderId: number,
  lists: readonly OrderList[],
  options: ReadListsOptions,
): Promise<Pass> {
  let found: FoundOrder | undefined;
  const visit = ({ list, page }: ReadPage) => {
    const order = page.items.find((item) => item.orderId === orderId);
    if (order !== undefined) found = locationOn(list, page, order);
    return order !== undefined;
  };
  const reading = await readLists(lists, visit, options);
  if (found !== undefined) return { found, lists: reading.lists, gap: 'stopped' };
  options.signal?.throwIfAborted();
  return nowhereIn(reading);
}

/** What it comes to that an order was not found in lists. @throws {NgorderError} where one could not be read */
export function nowhereIn({ lists, complete, failure }: EachRead): Pass {
  if (failure !== undefined) throw failure;
  const searched = lists.reduce((sum, { orders }) => sum + orders, 0);
  const gap = lists.map((one) => one.gap).find((one) => one !== undefined);
  return {
    found: { at: 'nowhere', searched },
    lists,
    gap: gap ?? (complete ? undefined : 'totalChanged'),
  };
}

/** Where an order is that stands on a page of a list, or of its part between two days. */
export function locationOn(
  list: ListName,
  page: Page<Order>,
  order: Order,
  { from, to }: Pick<CanceledFilter, 'from' | 'to'> = {},
): FoundOrder {
  if (list === 'active') return { at: 'active', order };
  const filter = { type: list, ...(from && { from }), ...(to && { to }) };
  return { at: 'canceled', order, foundAt: foundOn(page, filter) };
}

/** The page as the next reader's place to start from. */
export function foundOn(
  { page, perPage, total, totalSent }: Page<Order>,
  filter: CanceledFilter,
): FoundAt {
  return { ...filter, page, perPage, ...(totalSent && { total }) };
}
