import type { Order, Page } from '../../ngorder/order.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';
import type { ListName, OrderList } from './order-lists.ts';
import type { FoundAt, FoundOrder, OrderLocation } from './order-location.ts';
import { type Gap, type ListReading, type ReadListOptions, readList } from './read-list.ts';

/** What came of reading lists for one order: to their ends, or to the page on which it stands. */
export interface Pass {
  found: OrderLocation;
  /** The lists in the order in which they were read. */
  lists: readonly ListReading[];
  /** Why it proves nothing that the order was not found; undefined: every list was read to its end. */
  gap: Gap | undefined;
}

/** Reads these lists one after the other until the order is found. @throws {NgorderError} */
export async function passOver(
  orderId: number,
  lists: readonly OrderList[],
  options?: ReadListOptions,
): Promise<Pass> {
  const readings: ListReading[] = [];
  for (const list of lists) {
    let found: FoundOrder | undefined;
    const visit = (page: Page<Order>) => {
      const order = page.items.find((item) => item.orderId === orderId);
      if (order !== undefined) found = locationOn(list.name, page, order);
      return order !== undefined;
    };
    readings.push(await readList(list, visit, options));
    if (found !== undefined) return { found, lists: readings, gap: 'stopped' };
  }
  return nowhereIn(readings);
}

/** What it comes to that an order was not found in lists. */
export function nowhereIn(lists: readonly ListReading[]): Pass {
  const searched = lists.reduce((sum, { orders }) => sum + orders, 0);
  const gap = lists.map((reading) => reading.gap).find((found) => found !== undefined);
  return { found: { at: 'nowhere', searched }, lists, gap };
}

/** So often the lists are read while orders come and go in them. */
const mostPasses = 3;

/**
 * As {@link passOver}, once more as long as orders moved between the pages, or from list to list: the one sought may be
 * among them.
 */
export async function passUntilStill(
  orderId: number,
  lists: readonly OrderList[],
  options?: ReadListOptions,
): Promise<Pass> {
  for (let passes = 1; ; passes += 1) {
    const pass = await watchedPass(orderId, lists, options);
    const moved = pass.gap === 'totalChanged' || pass.gap === 'ordersMissing';
    if (!moved || passes === mostPasses) return pass;
  }
}

/** A complete pass is one only if no list has changed since it was read: an order that went from a later to an earlier one was met in neither. */
async function watchedPass(
  orderId: number,
  lists: readonly OrderList[],
  options?: ReadListOptions,
): Promise<Pass> {
  const pass = await passOver(orderId, lists, options);
  if (pass.gap !== undefined) return pass;
  const stillAsRead = await Promise.all(
    lists.map(async (list, index) => {
      const { total, totalSent } = await list.page(1, options?.signal);
      return totalSent && total === pass.lists[index]?.total;
    }),
  );
  return stillAsRead.every(Boolean) ? pass : { ...pass, gap: 'totalChanged' };
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
