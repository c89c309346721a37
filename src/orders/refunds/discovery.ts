import type { Logger } from 'pino';
import type { Shop } from '../../team/shops/shops.ts';
import { readAll } from '../reading/many/read-all.ts';
import type { Refunds } from './refunds.ts';

/** How far the search for what was canceled elsewhere has come. */
export type Discovery = 'complete' | 'under way' | 'failed';

/** Finds the paid orders that somebody canceled elsewhere, so that nothing that is owed is missed. */
export interface RefundDiscovery {
  /**
   * Looks through the canceled orders of a shop, unless that was done a short while ago, and writes down what is owed.
   * Several who ask at once wait for the same reading; nobody waits longer than `ms` milliseconds, and it goes on behind
   * them. `failed`: Ngorder could not be read whole.
   */
  look(shop: Shop, ms: number): Promise<Discovery>;
  /** Gives up what is being read. */
  stop(): Promise<void>;
}

/** What was looked through is not looked through again before. */
const freshMs = 5 * 60_000;

export function createRefundDiscovery(
  refunds: Pick<Refunds, 'note'>,
  log: Logger,
  now = () => performance.now(),
): RefundDiscovery {
  const stopping = new AbortController();
  const completeAt = new Map<string, number>();
  const underWay = new Map<string, Promise<Discovery>>();

  const lookThrough = async (shop: Shop): Promise<Discovery> => {
    const { signal } = stopping;
    try {
      const { complete } = await readAll(
        shop.ngorder,
        { lists: ['CANCEL'] },
        {
          signal,
          priority: 'background',
          onPage: async ({ orders }) => {
            await refunds.note(
              shop,
              orders.map(({ order }) => order),
            );
            return false;
          },
        },
      );
      if (!complete) return 'failed';
      completeAt.set(shop.id, now());
      return 'complete';
    } catch (error) {
      if (!signal.aborted)
        log.error({ err: error, shop: shop.id }, 'what is owed could not be looked for');
      return 'failed';
    }
  };

  return {
    async look(shop, ms) {
      if (now() - (completeAt.get(shop.id) ?? Number.NEGATIVE_INFINITY) < freshMs)
        return 'complete';
      const reading =
        underWay.get(shop.id) ?? lookThrough(shop).finally(() => underWay.delete(shop.id));
      underWay.set(shop.id, reading);
      return atMost(ms, reading);
    },
    async stop() {
      stopping.abort();
      await Promise.all(underWay.values());
    },
  };
}

/** What it comes to in time; `under way` when it takes longer. */
function atMost(ms: number, reading: Promise<Discovery>): Promise<Discovery> {
  const { promise, resolve } = Promise.withResolvers<Discovery>();
  const timer = setTimeout(() => resolve('under way'), ms);
  return Promise.race([reading, promise]).finally(() => clearTimeout(timer));
}
