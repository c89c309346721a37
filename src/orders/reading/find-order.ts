import type { Ngorder } from '../../ngorder/client.ts';
import { TimedOut } from '../../ngorder/errors.ts';
import type { OrderReference } from '../order-reference.ts';
import { type ListsReading, type ReadPage, readLists } from './many/read-lists.ts';
import { activeList, canceledLists, type OrderList } from './order-lists.ts';
import type { FoundOrder } from './order-location.ts';
import { locationOn } from './pass.ts';

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
/** So many pages are asked for at once. */
const pagesAtOnce = 4;

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
  const lists = [activeList(ngorder), ...canceledLists(ngorder)];
  const byId = search.orderId === undefined ? [] : [activeList(ngorder, search.orderId)];

  const readings: ListsReading[] = [];
  if (search.poNumber === undefined) {
    readings.push(await lookThrough(search, byId, 1));
    const isOver = search.signal.aborted || readings[0]?.failure !== undefined;
    if (!isOver) readings.push(await lookThrough(search, lists));
  } else {
    readings.push(
      ...(await Promise.all([lookThrough(search, byId, 1), lookThrough(search, lists)])),
    );
  }
  const failure = readings.map((reading) => reading.failure).find(Boolean);
  if (search.found.size === 0) {
    if (failure !== undefined) throw failure;
    // Nothing was read at all: that is no search, and no reason to act without a preview.
    if (search.read.size === 0 && search.signal.aborted)
      throw new TimedOut({ endpoint: 'listActive' });
  }
  const { complete, total } = readings[1] ?? { complete: false, total: undefined };
  // A shop without a single order is more likely a Ngorder that is ill.
  const isWhole = complete && (search.found.size > 0 || total !== 0);
  return {
    matches: [...search.found.values()].sort((a, b) => rank(a, search) - rank(b, search)),
    searched: search.read.size,
    complete: isWhole || search.enough.signal.aborted,
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
}

function startSearch(reference: OrderReference, timeMs: number): Search {
  const enough = new AbortController();
  return {
    ...numbersOf(reference),
    signal: AbortSignal.any([AbortSignal.timeout(timeMs), enough.signal]),
    enough,
    found: new Map(),
    read: new Set(),
  };
}

/** What is found settles it once all lists were read: nobody calls it gone. */
function lookThrough(
  search: Search,
  lists: readonly OrderList[],
  mostReadings?: number,
): Promise<ListsReading> {
  return readLists(lists, (page) => collect(search, page), {
    signal: search.signal,
    atOnce: pagesAtOnce,
    ...(mostReadings !== undefined && { mostReadings }),
    isSettled: () => mostReadings === 1 || search.found.size > 0,
  });
}

/** Keeps what fits on a page. True: no further page of its list is wanted. */
function collect(search: Search, { list, page }: ReadPage): boolean {
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
