import { elapsed, type Moment, moment } from '../../../background/with-lease.ts';
import type { Ngorder } from '../../../ngorder/client.ts';
import type { Order, Page } from '../../../ngorder/order.ts';
import { changesSince } from '../../order-changes.ts';
import { type ReadPage, readLists } from '../../reading/many/read-lists.ts';
import { activeList, type OrderList } from '../../reading/order-lists.ts';
import type { FoundAt } from '../../reading/order-location.ts';
import { lookAgain } from '../attempt.ts';
import type { Outcome, RequestedAct } from '../states.ts';

/** A page that was read so lately shows its orders as they are now: they are looked at just before something is sent. */
const freshMs = 3000;
/** So many active orders are looked for one by one before it is worth finding the pages of all. */
const alone = 12;
const pagesAtOnce = 8;

/** What a second look has shown. */
export interface Look {
  /** Undefined: the order still is what the person saw. Otherwise nothing may be sent, and the outcome says why. */
  outcome: Outcome | undefined;
  /** Before what was seen was read: what was done to the order since doesn't show. */
  begun: Moment;
}

/** The second look of the acts of runs, which read a page once for all orders on it. */
export interface Looks {
  /**
   * @throws {NgorderError} when the order can't be read now; the signal's reason
   */
  look(ngorder: Ngorder, requested: RequestedAct, signal: AbortSignal): Promise<Look>;
  /** Reads everything anew for the next look of this run. */
  forget(run: string): void;
}

interface Read {
  run: string;
  begun: Moment;
  page: Promise<Page<Order>>;
}

export function createLooks(): Looks {
  const reads = new Map<string, Read>();
  const places = new Map<string, Promise<ReadonlyMap<number, number>>>();

  /** The page as it is now, or was a moment ago: everybody who asks meanwhile gets the same. */
  const fresh = (run: string, place: string, read: () => Promise<Page<Order>>): Read => {
    const key = `${run}:${place}`;
    const known = reads.get(key);
    if (known !== undefined && elapsed(known.begun) < freshMs) return known;
    for (const [old, { begun }] of reads) if (elapsed(begun) >= freshMs) reads.delete(old);
    const reading = { run, begun: moment(), page: read() };
    reads.set(key, reading);
    // What failed is read anew by who comes next.
    reading.page.catch(() => reads.get(key) === reading && reads.delete(key));
    return reading;
  };

  const active = (ngorder: Ngorder, run: string, page: number) =>
    fresh(run, `active:${page}`, () => activeList(ngorder).page(page));

  /** On which page each active order stood when the run was begun here. */
  const activePages = (ngorder: Ngorder, run: string): Promise<ReadonlyMap<number, number>> => {
    const known = places.get(run);
    if (known !== undefined) return known;
    if (places.size > 20) places.delete(places.keys().next().value ?? '');
    const pages = indexOf({ name: 'active', page: (page) => active(ngorder, run, page).page });
    places.set(run, pages);
    pages.catch(() => places.delete(run));
    return pages;
  };

  const onPages = async (
    ngorder: Ngorder,
    { request: { token, kind }, act }: RequestedAct,
  ): Promise<Seen | undefined> => {
    if (kind === 'cancel') {
      if (act.position < alone) return undefined;
      const page = (await activePages(ngorder, token)).get(act.orderId);
      if (page === undefined) return undefined;
      return near(act.orderId, page, (number) => active(ngorder, token, number));
    }
    const { foundAt } = act;
    if (foundAt === undefined) return undefined;
    return near(act.orderId, foundAt.page, (page) =>
      canceled(ngorder, token, { ...foundAt, page }),
    );
  };

  const canceled = (ngorder: Ngorder, run: string, { type, from, to, page, perPage }: FoundAt) =>
    fresh(run, `${type}:${from}:${to}:${perPage}:${page}`, () =>
      ngorder.listCanceled({ type, from, to, page, perPage }),
    );

  return {
    async look(ngorder, requested, signal) {
      const { act } = requested;
      const found = act.seen && (await onPages(ngorder, requested));
      signal.throwIfAborted();
      if (found !== undefined && act.seen !== undefined) {
        const { order: now, begun } = found;
        const isChanged = changesSince(act.seen, now).length > 0;
        return { outcome: isChanged ? { kind: 'changed', now } : undefined, begun };
      }
      const begun = moment();
      return { outcome: await lookAgain(ngorder, requested, signal, { throwing: true }), begun };
    },
    forget(run) {
      for (const [key, read] of reads) if (read.run === run) reads.delete(key);
    },
  };
}

/** An order as a page showed it. */
interface Seen {
  order: Order;
  begun: Moment;
}

/** The order on its page or on those beside it; orders that came meanwhile have moved it on. */
async function near(
  orderId: number,
  middle: number,
  read: (page: number) => Read,
): Promise<Seen | undefined> {
  for (const page of [middle, middle + 1, middle - 1].filter((candidate) => candidate >= 1)) {
    const { begun, page: reading } = read(page);
    const order = (await reading).items.find((item) => item.orderId === orderId);
    if (order !== undefined) return { order, begun };
  }
  return undefined;
}

/** On which page each active order stands. @throws {NgorderError} */
async function indexOf(list: OrderList): Promise<ReadonlyMap<number, number>> {
  const pages = new Map<number, number>();
  const note = ({ page: { items, page } }: ReadPage): boolean => {
    for (const { orderId } of items) pages.set(orderId, page);
    return false;
  };
  const once = { atOnce: pagesAtOnce, mostReadings: 1, isSettled: () => true };
  const { failure } = await readLists([list], note, once);
  if (failure !== undefined) throw failure;
  return pages;
}
