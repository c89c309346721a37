import type { NgorderError } from '../../../ngorder/errors.ts';
import type { Order } from '../../../ngorder/order.ts';

/** What one page brought. */
export interface OrdersRead {
  orders: readonly Order[];
  /** Its number in its list, from 1, where that is known. */
  page?: number | undefined;
  /** How many orders were read so far, and how many there are in all, as far as that is known. */
  read: number;
  total: number | undefined;
}

/** How reading ended. */
export interface ReadingEnd {
  /** All that was wanted was read for certain. */
  complete: boolean;
  total: number | undefined;
  /** Why it could not be read to its end. */
  failure?: NgorderError | undefined;
}

/**
 * Where the orders of an export come from. Shows its pages, a few at once, and reads on as they were seen to; the same
 * order may come again. True from `onPage`: that is enough.
 */
export type OrderSource = (
  onPage: (read: OrdersRead) => Promise<boolean>,
  signal: AbortSignal,
) => Promise<ReadingEnd>;

/** The orders of a source, each once, to be asked for one by one. */
export interface OrderStream {
  /** Undefined: there are no more. @throws NgorderError where they can't be read; the signal's reason */
  next(): Promise<Order | undefined>;
  /** Whether another one follows. */
  hasMore(): Promise<boolean>;
  /** Known once there are no more orders. */
  readonly end: ReadingEnd | undefined;
  /** Stops reading, to be called whatever happened. */
  close(): Promise<void>;
}

/** Pages that came before their turn are held so far; then they are taken as they came. */
const mostPagesAhead = 64;

/** Reads a source only as fast as its orders are asked for, and puts its pages in the order of their numbers. */
export function openOrderStream(
  source: OrderSource,
  signal: AbortSignal,
  onRead: (read: Omit<OrdersRead, 'orders' | 'page'>) => void = () => undefined,
): OrderStream {
  const closing = new AbortController();
  const within = AbortSignal.any([signal, closing.signal]);
  const seen = new Set<number>();
  const ahead = new Map<number, readonly Order[]>();
  let ready: Order[] = [];
  let nextPage = 1;
  let end: ReadingEnd | undefined;
  let failure: { error: unknown } | undefined;
  const waitingPages = new Set<() => void>();
  let wakeTaker = (): void => undefined;

  const wakeReader = (): void => {
    for (const wake of waitingPages) wake();
    waitingPages.clear();
  };
  const take = (orders: readonly Order[]): void => {
    for (const order of orders) {
      if (seen.has(order.orderId)) continue;
      seen.add(order.orderId);
      ready.push(order);
    }
  };
  const takeInTurn = ({ page, orders }: OrdersRead): void => {
    if (page === undefined || page < nextPage) {
      take(orders);
      return;
    }
    ahead.set(page, orders);
    if (ahead.size > mostPagesAhead) nextPage = Math.min(...ahead.keys());
    for (let turn = ahead.get(nextPage); turn !== undefined; turn = ahead.get(nextPage)) {
      ahead.delete(nextPage);
      nextPage += 1;
      take(turn);
    }
  };
  const takeRest = (): void => {
    for (const page of [...ahead.keys()].sort((one, other) => one - other)) {
      take(ahead.get(page) ?? []);
    }
    ahead.clear();
  };

  const onPage = async (read: OrdersRead): Promise<boolean> => {
    takeInTurn(read);
    onRead({ read: read.read, total: read.total });
    wakeTaker();
    while (ready.length > 0 && !within.aborted) {
      await new Promise<void>((resolve) => {
        waitingPages.add(resolve);
      });
    }
    return within.aborted;
  };
  within.addEventListener('abort', () => {
    wakeReader();
    wakeTaker();
  });
  const reading = source(onPage, within)
    .then(
      (ended) => {
        takeRest();
        end = ended;
        if (ended.failure !== undefined) failure = { error: ended.failure };
      },
      (error: unknown) => {
        failure = { error };
      },
    )
    .finally(() => wakeTaker());

  const fill = async (): Promise<void> => {
    while (ready.length === 0 && end === undefined && failure === undefined) {
      signal.throwIfAborted();
      const woken = new Promise<void>((resolve) => {
        wakeTaker = resolve;
      });
      wakeReader();
      await woken;
    }
    signal.throwIfAborted();
    if (failure !== undefined) throw failure.error;
  };

  return {
    async next() {
      await fill();
      const [order] = ready.splice(0, 1);
      return order;
    },
    async hasMore() {
      await fill();
      return ready.length > 0;
    },
    get end() {
      return ready.length === 0 ? end : undefined;
    },
    async close() {
      ready = [];
      closing.abort();
      await reading;
    },
  };
}
