import { setTimeout as wait } from 'node:timers/promises';
import type { Ngorder } from '../../../ngorder/client.ts';
import type { OrderList } from '../order-lists.ts';
import { locationOn, nowhereIn, onePass, type Pass } from '../pass.ts';
import { type EachRead, type ReadPage, readLists } from './read-lists.ts';

/** Who looks for an order. */
interface Seeker {
  orderId: number;
  signal: AbortSignal | undefined;
  found: (pass: Pass) => void;
  failed: (error: unknown) => void;
}

/** So long others are waited for who look for something at the same time, in milliseconds. */
const gatherMs = 100;
/** As many pages at once as the background is ever given places for. */
const mostPagesAtOnce = 16;

/** By shop, and by the lists in the order in which they are read. */
const passesOf = new WeakMap<Ngorder, Map<string, SharedPasses>>();

/**
 * As `passOver`, with one pass for all who look for an order in the same lists of a shop at the same time. Each one's pass
 * begins after it asked, and reads as many pages at once as there are orders to be found.
 * @throws {NgorderError} when a page can't be read; the signal's reason
 */
export function sharedPass(
  ngorder: Ngorder,
  orderId: number,
  lists: readonly OrderList[],
  signal?: AbortSignal,
): Promise<Pass> {
  const ofShop = passesOf.get(ngorder) ?? new Map<string, SharedPasses>();
  passesOf.set(ngorder, ofShop);
  const key = lists.map(({ name }) => name).join();
  const passes = ofShop.get(key) ?? new SharedPasses();
  ofShop.set(key, passes);
  return new Promise<Pass>((found, failed) => {
    if (signal?.aborted) return failed(signal.reason);
    const giveUp = () => failed(signal?.reason);
    signal?.addEventListener('abort', giveUp, { once: true });
    const ended =
      <T>(tell: (value: T) => void) =>
      (value: T) => {
        signal?.removeEventListener('abort', giveUp);
        tell(value);
      };
    passes.seek({ orderId, signal, found: ended(found), failed: ended(failed) }, lists);
  });
}

class SharedPasses {
  /** What was read before they asked proves nothing for them. */
  readonly #waiting = new Set<Seeker>();
  #isOneUnderWay = false;
  #areManyUnderWay = false;

  seek(seeker: Seeker, lists: readonly OrderList[]): void {
    if (this.#isOneUnderWay || this.#areManyUnderWay) {
      this.#waiting.add(seeker);
      if (!this.#areManyUnderWay) void this.#seekWaiting(lists);
      return;
    }
    this.#isOneUnderWay = true;
    void passFor(new Set([seeker]), lists).finally(() => {
      this.#isOneUnderWay = false;
    });
  }

  async #seekWaiting(lists: readonly OrderList[]): Promise<void> {
    this.#areManyUnderWay = true;
    await wait(gatherMs);
    while (this.#waiting.size > 0) {
      const seekers = new Set([...this.#waiting].filter(({ signal }) => !signal?.aborted));
      this.#waiting.clear();
      await passFor(seekers, lists);
    }
    this.#areManyUnderWay = false;
  }
}

/** Tells each of them what came of it; never throws. */
async function passFor(seekers: Set<Seeker>, lists: readonly OrderList[]): Promise<void> {
  const stop = new AbortController();
  const stopForNobody = () => {
    for (const seeker of seekers) if (seeker.signal?.aborted) seekers.delete(seeker);
    if (seekers.size === 0) stop.abort();
  };
  const signals = [...seekers].flatMap(({ signal }) => signal ?? []);
  for (const signal of signals) signal.addEventListener('abort', stopForNobody);
  try {
    const reading = await readFor(seekers, lists, stop.signal);
    if (seekers.size === 0) return;
    const nowhere = nowhereIn(reading);
    for (const { found } of seekers) found(nowhere);
  } catch (error) {
    for (const { failed } of seekers) failed(error);
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', stopForNobody);
  }
}

/** Reads lists until everybody was told on which page their order stands, and has left. */
function readFor(
  seekers: Set<Seeker>,
  lists: readonly OrderList[],
  signal: AbortSignal,
): Promise<EachRead> {
  const visit = ({ list, page }: ReadPage) => {
    const orders = new Map(page.items.map((order) => [order.orderId, order]));
    for (const seeker of seekers) {
      const order = orders.get(seeker.orderId);
      if (order === undefined) continue;
      seeker.found({ found: locationOn(list, page, order), lists: [], gap: 'stopped' });
      seekers.delete(seeker);
    }
    return seekers.size === 0;
  };
  const atOnce = Math.max(1, Math.min(mostPagesAtOnce, seekers.size));
  return readLists(lists, visit, { ...onePass, signal, atOnce });
}
