import { deletedHits } from '../../../orders/find/deleted-hits.ts';
import { findOrders } from '../../../orders/find/find-orders.ts';
import { type KeptQuery, type KeptResult, keptResult } from '../../../orders/find/kept-search.ts';
import type { Ledger } from '../../../orders/requests/ledger.ts';
import { foundView, searchingView } from '../../views/found.ts';
import type { SearchJob } from './search-job.ts';

/** Finds the orders that fit what somebody looks for. */
export function createFindJob(ledger: Pick<Ledger, 'deletedOrders'>): SearchJob {
  return {
    operation: 'find',
    async carryOut({ id, result: before }, asked, { shop, localizer, signal, stop, onProgress }) {
      const sought: KeptQuery = JSON.parse(asked);
      const result = await findOrders(shop.ngorder, sought.query, {
        today: shop.today(),
        signal,
        onProgress: (state) =>
          onProgress(() => {
            const now = state();
            return { ...now, view: () => searchingView(id, sought, now, localizer) };
          }),
        // Who searches again wants to see what has changed.
        fresh: before !== undefined,
      });
      const gone = deletedHits(await ledger.deletedOrders(shop.id), sought.query);
      return JSON.stringify(keptResult(result, stop.aborted, gone));
    },
    view: ({ id }, asked, found, localizer) =>
      foundView(id, JSON.parse(asked) as KeptQuery, JSON.parse(found) as KeptResult, 1, localizer),
    again: ({ id }) => ({ press: 'searchAgain', search: id }),
  };
}
