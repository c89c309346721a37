import type { Order, Page } from '../../../ngorder/order.ts';
import type { ListName, OrderList } from '../order-lists.ts';

/**
 * Why a reading is not the whole list:
 * - `stopped`: nobody wanted to read on;
 * - `totalNotSent`: a page came without a total, so nobody knows how many there are;
 * - `totalChanged`: orders came or went meanwhile, and may have moved between pages;
 * - `ordersMissing`: other than the total says, as when one was read twice and another not at all.
 */
export type Gap = 'stopped' | 'totalNotSent' | 'totalChanged' | 'ordersMissing';

/** What reading one list came to. */
export interface ListReading {
  name: ListName;
  /** How many distinct orders were read. */
  orders: number;
  /** How many there are, where Ngorder sent that with every page and always the same. */
  total: number | undefined;
  /** Undefined: the whole list was read. */
  gap: Gap | undefined;
}

export interface ReadListOptions {
  signal?: AbortSignal | undefined;
  /** How many pages are asked for at once, the first one apart; 1 unless told. */
  atOnce?: number;
}

/** Sees a page; true: that is enough, no further page is wanted. As long as it takes, as many fewer are asked for. */
export type Visit<P> = (page: P) => boolean | Promise<boolean>;

/**
 * Reads a list to its end and watches its total, since orders move between pages while one reads.
 * @throws {NgorderError} when a page can't be read.
 */
export async function readList(
  list: OrderList,
  visit: Visit<Page<Order>>,
  { signal, atOnce = 1 }: ReadListOptions = {},
): Promise<ListReading> {
  const ids = new Set<number>();
  const totals = new Set<number | undefined>();
  let next = 1;
  let last = 1;
  let stopped = false;

  const readNext = async (): Promise<void> => {
    const number = next;
    next += 1;
    const page = await list.page(number, signal);
    if (stopped) return;
    const known = ids.size;
    for (const { orderId } of page.items) ids.add(orderId);
    totals.add(page.totalSent ? page.total : undefined);
    // Behind a page that is empty, or the same again, nothing follows, whatever its figures say.
    last = ids.size === known ? Math.min(last, number) : Math.max(last, page.totalPages);
    if (await visit(page)) stopped = true;
  };
  const readOn = async (): Promise<void> => {
    while (!stopped && next <= last) await readNext();
  };

  try {
    await readNext();
    await Promise.all(Array.from({ length: atOnce }, readOn));
  } catch (error) {
    stopped = true;
    throw error;
  }
  const [total] = totals;
  const gap = gapOf(totals, ids.size, stopped);
  return { name: list.name, orders: ids.size, total: totals.size === 1 ? total : undefined, gap };
}

function gapOf(
  totals: ReadonlySet<number | undefined>,
  orders: number,
  stopped: boolean,
): Gap | undefined {
  if (stopped) return 'stopped';
  if (totals.has(undefined)) return 'totalNotSent';
  if (totals.size > 1) return 'totalChanged';
  return totals.has(orders) ? undefined : 'ordersMissing';
}
