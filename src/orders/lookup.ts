import type { Ngorder } from '../ngorder/client.ts';
import { type CanceledType, canceledTypes, type Order, type Page } from '../ngorder/order.ts';
import type { FoundAt, OrderLocation } from './reading/order-location.ts';

/** Ngorder reference, Get Canceled Orders and Get Orders: the largest pages. */
const canceledPerPage = 50;
const activePerPage = 100;
/** Without a start, Get Orders shows the last 30 days only. No shop of Ngorder's is older than this. */
const beforeEveryOrder = '2010-01-01';

/** The active order with this ID; undefined if Ngorder's search has none (which is no proof that there is none). */
export async function findActive(
  ngorder: Ngorder,
  orderId: number,
  signal?: AbortSignal,
): Promise<Order | undefined> {
  const query = {
    keyword: String(orderId),
    keywordType: 'ORDER_ID',
    from: beforeEveryOrder,
    to: tomorrow(),
  } as const;
  const reading = readPages((page) =>
    ngorder.listActive({ ...query, perPage: activePerPage, page }, signal),
  );
  for await (const { items } of reading) {
    const order = items.find((item) => item.orderId === orderId);
    if (order !== undefined) return order;
  }
  return undefined;
}

/** So often the lists are read for an order while others come and go in them. */
const mostReadings = 3;

/**
 * A canceled, rejected or expired order: looked for where it was last seen, on the pages beside, then everywhere; once
 * more when orders moved between pages meanwhile, since it may have been among them.
 */
export async function findCanceled(
  ngorder: Ngorder,
  orderId: number,
  lastSeen?: FoundAt,
  signal?: AbortSignal,
): Promise<OrderLocation> {
  const near = lastSeen && (await findNear(ngorder, orderId, lastSeen, signal));
  if (near !== undefined) return near;
  for (let reading = 1; ; reading += 1) {
    const lists = typesFrom(lastSeen?.type).map((type) => canceledList(ngorder, type, signal));
    const { found, complete } = await passOver(orderId, lists);
    if (found.at !== 'nowhere' || complete || reading === mostReadings) return found;
  }
}

async function findNear(
  ngorder: Ngorder,
  orderId: number,
  lastSeen: FoundAt,
  signal?: AbortSignal,
): Promise<OrderLocation | undefined> {
  const { page: middle, total: _, ...list } = lastSeen;
  for (const page of [middle, middle - 1, middle + 1].filter((candidate) => candidate >= 1)) {
    const { items } = await ngorder.listCanceled({ ...definedOnly(list), page }, signal);
    const order = items.find((item) => item.orderId === orderId);
    if (order !== undefined) return { at: 'canceled', order, foundAt: { ...lastSeen, page } };
  }
  return undefined;
}

/** What came of reading lists to their end, or to the order that was looked for. */
export interface Pass {
  found: OrderLocation;
  /**
   * True only if each list kept its total while it was read and gave that many distinct orders:
   * orders move between pages while one reads, so anything less proves no absence.
   */
  complete: boolean;
}

/** One pass over every active order and all three types. */
export function passOverEverything(ngorder: Ngorder, orderId: number): Promise<Pass> {
  return passOver(orderId, [
    { pages: activePages(ngorder) },
    ...canceledTypes.map((type) => canceledList(ngorder, type)),
  ]);
}

interface List {
  /** Absent: the active orders. */
  type?: CanceledType;
  pages: AsyncIterable<Page<Order>>;
}

async function passOver(orderId: number, lists: readonly List[]): Promise<Pass> {
  let searched = 0;
  let complete = true;
  for (const { type, pages } of lists) {
    const ids = new Set<number>();
    const totals = new Set<number>();
    for await (const { items, page, total } of pages) {
      totals.add(total);
      for (const item of items) ids.add(item.orderId);
      const order = items.find((item) => item.orderId === orderId);
      if (order === undefined) continue;
      const found: OrderLocation =
        type === undefined
          ? { at: 'active', order }
          : { at: 'canceled', order, foundAt: { type, page, perPage: canceledPerPage } };
      return { found, complete };
    }
    searched += ids.size;
    complete &&= totals.size === 1 && totals.has(ids.size);
  }
  return { found: { at: 'nowhere', searched }, complete };
}

function canceledList(ngorder: Ngorder, type: CanceledType, signal?: AbortSignal): List {
  return { type, pages: canceledPages(ngorder, { type }, signal) };
}

/** All active orders, of whatever age, page after page. */
export function activePages(ngorder: Ngorder, signal?: AbortSignal): AsyncGenerator<Page<Order>> {
  const query = { from: beforeEveryOrder, to: tomorrow(), perPage: activePerPage };
  return readPages((page) => ngorder.listActive({ ...query, page }, signal));
}

/** One type of canceled orders, page after page. */
export function canceledPages(
  ngorder: Ngorder,
  query: { type: CanceledType; from?: string; to?: string },
  signal?: AbortSignal,
): AsyncGenerator<Page<Order>> {
  return readPages((page) =>
    ngorder.listCanceled({ ...query, perPage: canceledPerPage, page }, signal),
  );
}

/** Page after page, from the first to the one that says it is the last. */
async function* readPages(
  list: (page: number) => Promise<Page<Order>>,
): AsyncGenerator<Page<Order>> {
  for (let page = 1; ; page += 1) {
    const read = await list(page);
    yield read;
    if (read.items.length === 0 || page >= read.totalPages) return;
  }
}

function typesFrom(first: CanceledType | undefined): readonly CanceledType[] {
  return first === undefined
    ? canceledTypes
    : [first, ...canceledTypes.filter((type) => type !== first)];
}

/** An order taken just after midnight somewhere east of here is dated tomorrow. */
function tomorrow(): string {
  return new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
}

function definedOnly<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as never;
}
