import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Ngorder } from '../../../ngorder/client.ts';
import type { Order, Page } from '../../../ngorder/order.ts';
import type { CanceledPageQuery } from '../../../ngorder/queries.ts';

/** One request that several wait for. */
interface UnderWay {
  page: Promise<Page<Order>>;
  waiting: number;
  /** How many have waited for it, those included who have left. */
  asked: number;
  stop: AbortController;
}

/** So many are given the page in one turn of the event loop: what the first make of it leaves while the others' is made. */
const inATurn = 4;

/** By shop, and by what exactly was asked. */
const underWay = new WeakMap<Ngorder, Map<string, UnderWay>>();

/**
 * As `ngorder.listCanceled`, with one request for all who ask for the same while it is under way. Not for what must be
 * younger than what it judges: the look before an act, settling, and the proof that an order is nowhere.
 *
 * The signal ends the waiting of this one alone; the request ends when nobody waits any more.
 */
export function sharedPage(
  ngorder: Ngorder,
  query: CanceledPageQuery,
  signal: AbortSignal,
): Promise<Page<Order>> {
  if (signal.aborted) return Promise.reject(signal.reason);
  const pages = underWay.get(ngorder) ?? new Map<string, UnderWay>();
  underWay.set(ngorder, pages);
  const { type, from, to, perPage, page } = query;
  const key = JSON.stringify([type, from, to, perPage, page]);
  const request = pages.get(key) ?? begin();

  function begin(): UnderWay {
    const stop = new AbortController();
    const read = ngorder.listCanceled(query, stop.signal);
    const begun: UnderWay = { page: read.finally(leave), waiting: 0, asked: 0, stop };
    function leave(): void {
      if (pages.get(key) === begun) pages.delete(key);
    }
    stop.signal.addEventListener('abort', leave, { once: true });
    // Whoever has left hears of no failure.
    begun.page.catch(() => undefined);
    pages.set(key, begun);
    return begun;
  }

  const turns = Math.floor(request.asked / inATurn);
  request.asked += 1;
  request.waiting += 1;
  return new Promise<Page<Order>>((resolve, reject) => {
    const giveUp = () => {
      request.waiting -= 1;
      reject(signal.reason);
      if (request.waiting === 0) request.stop.abort();
    };
    signal.addEventListener('abort', giveUp, { once: true });
    const inTurn = async () => {
      const page = await request.page;
      for (let turn = 0; turn < turns; turn += 1) await nextTurn();
      return page;
    };
    inTurn()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** To be called when an act of ours is over: who asks from now on is given what is read from now on. */
export function dropPages(ngorder: Ngorder): void {
  for (const client of [ngorder, ngorder.inBackground]) underWay.get(client)?.clear();
}
