import type { Owed } from '../../../orders/export/build/columns.ts';
import type { OrderSource } from '../../../orders/export/build/order-stream.ts';
import { OrdersForgotten } from '../../../orders/export/errors.ts';
import type { WantedOrders } from '../../../orders/export/make-export.ts';
import type { OrdersAsked } from '../../../orders/export/orders-asked.ts';
import { filterSource } from '../../../orders/export/sources/filter-source.ts';
import { pickedSource } from '../../../orders/export/sources/picked-source.ts';
import { refundsSource } from '../../../orders/export/sources/refunds-source.ts';
import { type Sought, searchSource } from '../../../orders/export/sources/search-source.ts';
import type { KeptQuery, KeptResult } from '../../../orders/find/kept-search.ts';
import { type Picked, pickedById } from '../../../orders/many/picked.ts';
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
  const { ngorder } = shop;
  const today = shop.today();

  const soughtBy = async (id: string): Promise<Sought> => {
    const search = await searches.get(id);
    if (search?.query === undefined || search.shop !== shop.id) throw new OrdersForgotten();
    const { query } = JSON.parse(search.query) as KeptQuery;
    const result: KeptResult | undefined = search.result && JSON.parse(search.result);
    return { query, today, count: result?.complete ? result.count : undefined };
  };
  const sourceOf = async (picked: Picked | undefined): Promise<OrderSource> => {
    switch (picked?.of) {
      case 'list':
      case 'names':
        return pickedSource(ngorder, picked);
      case 'search': {
        if (!picked.isAll) return pickedSource(ngorder, pickedById(picked.orders));
        const sought = await soughtBy(picked.search);
        const count = sought.count && sought.count - picked.orders.length;
        return searchSource(ngorder, { ...sought, count }, picked.orders);
      }
      default:
        throw new OrdersForgotten();
    }
  };

  switch (orders.of) {
    case 'list': {
      const { filter } = orders;
      return { filter, source: filterSource(ngorder, filter), named: filter };
    }
    case 'search': {
      const sought = await soughtBy(orders.id);
      return { source: searchSource(ngorder, sought), named: { what: 'found', day: today } };
    }
    case 'selection': {
      const { picked } = orders;
      return { source: await sourceOf(picked), named: { what: 'selected', day: today } };
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
      return { source: refundsSource(open, isComplete), named: { what: 'owed', day: today }, owed };
    }
  }
}
