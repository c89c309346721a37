import type { Ngorder } from '../ngorder/client.ts';
import { TimedOut } from '../ngorder/errors.ts';
import { type CanceledType, canceledTypes, type Order } from '../ngorder/order.ts';
import { activePages, canceledPages, findActive } from './lookup.ts';
import type { OrderReference } from './order-reference.ts';
import type { FoundAt } from './reading/order-location.ts';

/** An order that fits what a person typed. */
export type Match =
  | { at: 'active'; order: Order }
  | { at: 'canceled'; order: Order; foundAt: FoundAt };

/** What a search came to; `searched` counts the orders read, `complete` is false when the time ran out first. */
export interface SearchResult {
  matches: Match[];
  searched: number;
  complete: boolean;
}

/** A person waits for the answer: reading on goes no longer than this. */
const searchTimeMs = 8000;
/** Ngorder has no search by PO number: the newest active orders are read, this many pages of them. */
const mostPagesScanned = 10;

/**
 * Finds the order that a person means, among the active ones first, then among the canceled, rejected and expired.
 * A bare number can be one active order's ID and another's PO number: then both are found. Among canceled ones
 * reading ends with the first page that has a match.
 * @throws {NgorderError} when Ngorder can't be read.
 */
export async function searchOrder(
  ngorder: Ngorder,
  reference: OrderReference,
  timeMs = searchTimeMs,
): Promise<SearchResult> {
  const search = {
    ngorder,
    ...numbersOf(reference),
    signal: AbortSignal.timeout(timeMs),
    read: new Set<number>(),
  };
  const active = new Map<number, Order>();
  const keep = (orders: Order[]) => {
    for (const order of orders) active.set(order.orderId, order);
  };
  let wholly = true;
  const scan = async () => {
    wholly = await scanActive(search, keep);
  };
  let inTime = await withinTime(search.signal, () =>
    Promise.all([findById(search).then(keep), search.poNumber !== undefined && scan()]),
  );
  if (inTime && active.size === 0 && search.poNumber === undefined) {
    // Ngorder doesn't say what its search matches: an order that it missed may still be on a page.
    inTime = await withinTime(search.signal, scan);
  }
  if (active.size > 0) {
    const matches = [...active.values()].map((order) => ({ at: 'active', order }) as const);
    return { matches, searched: search.read.size, complete: inTime && wholly };
  }
  // Nothing was read at all: that is no search, and no reason to act without a preview.
  if (!inTime && search.read.size === 0) throw new TimedOut({ endpoint: 'listActive' });
  const matches: Match[] = [];
  const readAll = await withinTime(search.signal, async () => {
    for (const type of canceledTypes) {
      matches.push(...(await findAmongCanceled(search, type)));
      if (matches.length > 0) return;
    }
  });
  return { matches, searched: search.read.size, complete: inTime && wholly && readAll };
}

interface Search {
  ngorder: Ngorder;
  orderId: number | undefined;
  poNumber: number | undefined;
  signal: AbortSignal;
  /** The IDs of all orders that were looked at. */
  read: Set<number>;
}

async function findById({ ngorder, orderId, signal }: Search): Promise<Order[]> {
  const order = orderId === undefined ? undefined : await findActive(ngorder, orderId, signal);
  return order === undefined ? [] : [order];
}

/** Reads the newest active orders. False: there were more than are read for one search. */
async function scanActive(search: Search, keep: (orders: Order[]) => void): Promise<boolean> {
  for await (const { items, page, totalPages } of activePages(search.ngorder, search.signal)) {
    keep(meantAmong(items, search));
    if (page >= mostPagesScanned) return page >= totalPages;
  }
  return true;
}

async function findAmongCanceled(search: Search, type: CanceledType): Promise<Match[]> {
  for await (const { items, page, perPage } of canceledPages(
    search.ngorder,
    { type },
    search.signal,
  )) {
    const meant = meantAmong(items, search);
    const foundAt = { type, page, perPage };
    if (meant.length > 0) return meant.map((order) => ({ at: 'canceled', order, foundAt }));
  }
  return [];
}

function meantAmong(orders: readonly Order[], { orderId, poNumber, read }: Search): Order[] {
  for (const order of orders) read.add(order.orderId);
  return orders.filter(
    (order) => order.orderId === orderId || (poNumber !== undefined && order.poNumber === poNumber),
  );
}

function numbersOf(reference: OrderReference): {
  orderId: number | undefined;
  poNumber: number | undefined;
} {
  switch (reference.kind) {
    case 'id':
      return { orderId: reference.orderId, poNumber: undefined };
    case 'po':
      return { orderId: undefined, poNumber: reference.poNumber };
    case 'either':
      return { orderId: reference.number, poNumber: reference.number };
  }
}

/** False when the time ran out; every other failure is the caller's. */
async function withinTime(signal: AbortSignal, work: () => Promise<unknown>): Promise<boolean> {
  if (signal.aborted) return false;
  try {
    await work();
    return true;
  } catch (error) {
    if (signal.aborted && error === signal.reason) return false;
    throw error;
  }
}
