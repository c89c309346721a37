import pLimit from 'p-limit';
import type { Ngorder } from '../../ngorder/client.ts';
import { NgorderError, TimedOut } from '../../ngorder/errors.ts';
import type { Order, Page } from '../../ngorder/order.ts';
import type { OrderReference } from '../order-reference.ts';
import { activeList, canceledLists, type ListName, type OrderList } from './order-lists.ts';
import type { FoundOrder } from './order-location.ts';
import { locationOn } from './pass.ts';
import { type ListReading, readList } from './read-list.ts';

/** What a search came to. */
export interface SearchResult {
  /** Every order that fits, each once: the one with this ID first, then active ones, then the rest. */
  matches: FoundOrder[];
  /** How many orders were read. */
  searched: number;
  /**
   * Nothing else fits: all lists were read to their ends while nothing moved in them, or the one order with this ID
   * was found. Only then may an order be called not found.
   */
  complete: boolean;
}

/** A person waits for the answer: reading goes on no longer than this. */
const searchTimeMs = 8000;
/** As many requests at once as Ngorder's client sends for one token. */
const requestsAtOnce = 4;
/** So often a list is read while orders come and go in it. */
const mostReadings = 3;

/**
 * Finds the order that a person means, wherever it is. A bare number can be one order's ID and another's PO number,
 * and a PO number can be several orders': all of them are found.
 * @throws {NgorderError} when nothing was found and a list can't be read.
 */
export async function findOrder(
  ngorder: Ngorder,
  reference: OrderReference,
  timeMs = searchTimeMs,
): Promise<SearchResult> {
  const search = startSearch(reference, timeMs);
  const limit = pLimit(requestsAtOnce);
  const throttled = (list: OrderList): OrderList => ({
    name: list.name,
    page: (page, signal) => limit(() => list.page(page, signal)),
  });
  const lists = [activeList(ngorder), ...canceledLists(ngorder)].map(throttled);
  const byId = search.orderId === undefined ? [] : [activeList(ngorder, search.orderId)];

  let whole = false;
  if (search.poNumber === undefined) {
    await readLists(search, byId);
    if (!isOver(search)) whole = await readUntilStill(search, lists);
  } else {
    [, whole] = await Promise.all([
      readLists(search, byId.map(throttled)),
      readUntilStill(search, lists),
    ]);
  }
  if (search.found.size === 0) {
    if (search.failure !== undefined) throw search.failure;
    // Nothing was read at all: that is no search, and no reason to act without a preview.
    if (search.read.size === 0 && search.signal.aborted)
      throw new TimedOut({ endpoint: 'listActive' });
  }
  return {
    matches: [...search.found.values()].sort((a, b) => rank(a, search) - rank(b, search)),
    searched: search.read.size,
    complete: whole || search.enough.signal.aborted,
  };
}

interface Search {
  orderId: number | undefined;
  poNumber: number | undefined;
  /** Aborted when the time is up, or {@link enough} was found. */
  signal: AbortSignal;
  enough: AbortController;
  /** By ID: an order that moved meanwhile, or stands on a page twice, is one order. */
  found: Map<number, FoundOrder>;
  /** The IDs of all orders that were looked at. */
  read: Set<number>;
  failure: NgorderError | undefined;
}

function startSearch(reference: OrderReference, timeMs: number): Search {
  const enough = new AbortController();
  return {
    ...numbersOf(reference),
    signal: AbortSignal.any([AbortSignal.timeout(timeMs), enough.signal]),
    enough,
    found: new Map(),
    read: new Set(),
    failure: undefined,
  };
}

function isOver({ signal, failure }: Search): boolean {
  return signal.aborted || failure !== undefined;
}

/** Reads all lists, again those in which orders moved meanwhile. True: nothing can have been missed. */
async function readUntilStill(search: Search, lists: readonly OrderList[]): Promise<boolean> {
  const totals = new Map<ListName, number>();
  let unread = lists;
  for (let reading = 1; reading <= mostReadings; reading += 1) {
    const readings = await readLists(search, unread);
    for (const { name, total } of readings) if (total !== undefined) totals.set(name, total);
    const gaps = new Map(readings.map(({ name, gap }) => [name, gap]));
    unread = unread.filter(({ name }) => gaps.get(name) !== undefined || !gaps.has(name));
    if (unread.some(({ name }) => !isWorthReadingAgain(gaps.get(name)))) return false;
    if (unread.length > 0) continue;
    if (search.found.size > 0) return true;
    unread = await changedSince(search, lists, totals);
    // A shop without a single order is more likely a Ngorder that is ill.
    if (unread.length === 0) return [...totals.values()].some((total) => total > 0);
  }
  return false;
}

function isWorthReadingAgain(gap: ListReading['gap']): boolean {
  return gap === 'totalChanged' || gap === 'ordersMissing';
}

/**
 * The lists that hold more or fewer orders than when they were read: one that went from a list that was read later into
 * one that was read before was met in neither.
 */
async function changedSince(
  search: Search,
  lists: readonly OrderList[],
  totals: ReadonlyMap<ListName, number>,
): Promise<OrderList[]> {
  const changed = await Promise.all(
    lists.map(async (list) => {
      const [reading] = await readLists(search, [firstPageOf(list)]);
      return reading?.total === totals.get(list.name) ? [] : [list];
    }),
  );
  return changed.flat();
}

function firstPageOf({ name, page }: OrderList): OrderList {
  return { name, page: async (_, signal) => ({ ...(await page(1, signal)), totalPages: 1 }) };
}

/** What came of those lists that could be read to an end. Why others could not stands in the search. */
async function readLists(search: Search, lists: readonly OrderList[]): Promise<ListReading[]> {
  const { signal } = search;
  const options = { signal, atOnce: requestsAtOnce };
  const readings = await Promise.all(
    lists.map(async (list) => {
      try {
        return await readList(list, (page) => collect(search, list.name, page), options);
      } catch (error) {
        if (error instanceof NgorderError) search.failure ??= error;
        else if (!signal.aborted || error !== signal.reason) throw error;
        return undefined;
      }
    }),
  );
  return readings.filter((reading) => reading !== undefined);
}

/** Keeps what fits on a page. True: no further page of its list is wanted. */
function collect(search: Search, list: ListName, page: Page<Order>): boolean {
  const { orderId, poNumber, found, read, enough } = search;
  for (const order of page.items) {
    read.add(order.orderId);
    const fits =
      order.orderId === orderId || (poNumber !== undefined && order.poNumber === poNumber);
    if (fits) found.set(order.orderId, locationOn(list, page, order));
  }
  // An ID is one order's, a PO number may be several'.
  const isAll = poNumber === undefined && found.size > 0;
  if (isAll) enough.abort();
  return isAll;
}

function rank(match: FoundOrder, { orderId }: Search): number {
  if (match.order.orderId === orderId) return 0;
  return match.at === 'active' ? 1 : 2;
}

function numbersOf(reference: OrderReference): Pick<Search, 'orderId' | 'poNumber'> {
  switch (reference.kind) {
    case 'id':
      return { orderId: reference.orderId, poNumber: undefined };
    case 'po':
      return { orderId: undefined, poNumber: reference.poNumber };
    case 'either':
      return { orderId: reference.number, poNumber: reference.number };
  }
}
