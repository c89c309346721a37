import { today } from '../../../orders/dates/date-range.ts';
import type { Owed } from '../../../orders/export/build/columns.ts';
import { OrdersForgotten } from '../../../orders/export/errors.ts';
import type { WantedOrders } from '../../../orders/export/make-export.ts';
import type { OrdersAsked } from '../../../orders/export/orders-asked.ts';
import { filterSource } from '../../../orders/export/sources/filter-source.ts';
import { pickedSource } from '../../../orders/export/sources/picked-source.ts';
import { refundsSource } from '../../../orders/export/sources/refunds-source.ts';
import { searchSource } from '../../../orders/export/sources/search-source.ts';
import type { KeptQuery, KeptResult } from '../../../orders/find/kept-search.ts';
import type { Shop } from '../../../team/shops/shops.ts';
import type { HandoverParts } from './handover.ts';

/** So long an Excel of refunds waits until what was canceled elsewhere is known too. */
const discoveryMs = 60_000;
const dayMs = 24 * 3_600_000;

/**
 * Where the orders that somebody wants come from, and what is owed for them where that was asked for.
 * @throws {OrdersForgotten}
 */
export async function wantedOrders(
  {
    searches,
    refunds,
    refundDiscovery,
  }: Pick<HandoverParts, 'searches' | 'refunds' | 'refundDiscovery'>,
  orders: OrdersAsked,
  shop: Shop,
): Promise<WantedOrders & { owed?: ReadonlyMap<number, Owed> }> {
  const { ngorder, timeZone } = shop;
  const day = today(timeZone);
  switch (orders.of) {
    case 'list': {
      const { filter } = orders;
      return { filter, source: filterSource(ngorder, filter), named: filter };
    }
    case 'search': {
      const search = await searches.get(orders.id);
      if (search?.query === undefined) throw new OrdersForgotten();
      const { query } = JSON.parse(search.query) as KeptQuery;
      const result: KeptResult | undefined = search.result && JSON.parse(search.result);
      const count = result?.complete ? result.count : undefined;
      const source = searchSource(ngorder, { query, today: day, count });
      return { source, named: { what: 'found', day } };
    }
    case 'selection': {
      const { picked } = orders;
      if (picked?.of !== 'list' && picked?.of !== 'names') throw new OrdersForgotten();
      return { source: pickedSource(ngorder, picked), named: { what: 'selected', day } };
    }
    case 'refunds': {
      const isComplete = (await refundDiscovery.look(shop, discoveryMs)) === 'complete';
      const open = await refunds.open(shop.id);
      const owed = new Map(
        open.map(({ orderId, amount, openedAt, readAt }) => [
          orderId,
          { amount, since: openedAt, days: Math.max(0, Math.floor((readAt - openedAt) / dayMs)) },
        ]),
      );
      return { source: refundsSource(open, isComplete), named: { what: 'owed', day }, owed };
    }
  }
}
