import type { Ngorder } from '../../../ngorder/client.ts';
import type { Order, Page } from '../../../ngorder/order.ts';
import {
  activeListOf,
  canceledList,
  type ListName,
  type ListPart,
  type OrderList,
} from '../order-lists.ts';
import type { FoundOrder } from '../order-location.ts';
import { locationOn } from '../pass.ts';
import { joinReading } from './kept-readings.ts';
import type { Visit } from './read-list.ts';
import { type ListsReading, type ReadPage, readLists } from './read-lists.ts';

/** Which orders are meant: of these lists, between two days, both included. */
export interface Wanted extends Pick<ListPart, 'from' | 'to'> {
  lists: readonly ListName[];
}

/** What one page brought, and how far the reading is with it. */
export interface ReadOrders extends Pick<ReadPage, 'list' | 'reading' | 'read' | 'total'> {
  /** The number of the page in its list. */
  page: number;
  /** Those that are wanted, each with the page it stands on. An order that moved meanwhile can come once more. */
  orders: FoundOrder[];
}

export interface ReadAllOptions {
  /** Aborted, the reading ends with what was read until then; whoever else stands on it reads on. */
  signal?: AbortSignal | undefined;
  /** `reading`, which a person waits for, unless told; `background`: nobody does. */
  priority?: 'reading' | 'background';
  /** Which of the orders are wanted; all unless told. */
  where?: (order: Order) => boolean;
  /** Sees each page as it comes, also one without an order that is wanted. True: that is enough. */
  onPage: Visit<ReadOrders>;
  /**
   * Begins now and stands on nothing that was read before or for others, as what is proven by it must; each page waits
   * until the one before was seen to, so that no more than a few are in memory.
   */
  fresh?: boolean;
  /** Nothing that was asked for earlier than so many milliseconds ago is good enough; whatever is kept is, unless told. */
  withinMs?: number;
}

export interface AllRead extends ListsReading {
  /** When the reading began, in milliseconds since 1970. */
  begunAt: number;
}

/** More than Ngorder's client sends at once: every place that is free for it is filled. */
const pagesAtOnce = 32;

/**
 * Reads all pages of what is wanted, as many at once as the shop's limit allows. Who asks for the same at the same time,
 * or within a few minutes and before the next act of ours, is given the same pages, as long as the first page of each list
 * is still the same.
 *
 * Resolves also where Ngorder can't be read to the end (`failure`), somebody said stop or had enough: `complete` is only
 * said of what is proven.
 * @example
 * const { complete, read } = await readAll(
 *   shop.ngorder,
 *   { lists: ['CANCEL'], from: '2026-11-01' },
 *   { signal, where: isPaid, onPage: ({ orders }) => add(orders) },
 * );
 */
export async function readAll(
  ngorder: Ngorder,
  wanted: Wanted,
  {
    signal,
    priority = 'reading',
    where = () => true,
    onPage,
    fresh = false,
    withinMs,
  }: ReadAllOptions,
): Promise<AllRead> {
  let hadEnough = false;
  const visit = async ({ list, page, ...reading }: ReadPage): Promise<boolean> => {
    const orders = page.items.filter(where).map((order) => locationOn(list, page, order, wanted));
    hadEnough = (await onPage({ list, page: page.page, orders, ...reading })) || hadEnough;
    return hadEnough;
  };
  const readNow = (see: Visit<ReadPage>, within?: AbortSignal): Promise<ListsReading> =>
    readLists(listsOf(ngorder, { ...wanted, priority }), see, {
      signal: within,
      atOnce: pagesAtOnce,
    });
  if (fresh) {
    const begunAt = Date.now();
    return { ...(await readNow(visit, signal)), begunAt };
  }
  const firstPage = async (name: ListName): Promise<Page<Order>> => {
    const [list] = listsOf(ngorder, { ...wanted, lists: [name], priority });
    if (list === undefined) throw new Error(`No list ${name}`);
    return list.page(1, signal);
  };
  const notBefore = withinMs === undefined ? 0 : Date.now() - withinMs;
  const joining = { ngorder, wanted, priority, notBefore, visit, signal, firstPage };
  try {
    return await joinReading(joining, readNow);
  } catch (error) {
    if (!signal?.aborted || error !== signal.reason) throw error;
    return { read: 0, total: undefined, complete: false, failure: undefined, begunAt: Date.now() };
  }
}

function listsOf(ngorder: Ngorder, { lists, ...part }: Wanted & ListPart): OrderList[] {
  return lists.map((name) =>
    name === 'active' ? activeListOf(ngorder, part) : canceledList(ngorder, name, part),
  );
}
