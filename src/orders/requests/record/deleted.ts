import type { Order } from '../../../ngorder/order.ts';
import type { ActKey } from '../../../store/requests/acts/act.ts';
import { type DeletedOf, deletedIn } from '../../../store/requests/record/deleted-rows.ts';
import type { OrderReference } from '../../order-reference.ts';
import type { LedgerRows } from '../ledger-rows.ts';
import { actOf } from '../rows.ts';
import type { RequestedAct } from '../states.ts';

/** Nobody looks further back than through so many deleted orders. */
const mostSearched = 2000;
/** More than anybody chooses from. */
const mostMeant = 50;

/** Orders that the team has deleted: Ngorder has them no more, the bot keeps them as they were seen. */
export function createDeleted({ botId, store, get }: LedgerRows) {
  return {
    /**
     * How the orders that may be meant were deleted, each once: the one with this ID, then those with this PO number, the
     * latest first.
     */
    async deletions(shop: string, reference: OrderReference): Promise<RequestedAct[]> {
      const found = new Map<number, ActKey>();
      for (const of of meantBy(reference))
        for (const row of await deletedIn(store, botId, { shop, of, limit: mostMeant }))
          if (!found.has(row.order_id)) found.set(row.order_id, row);
      return Promise.all([...found.values()].map((one) => get(one.request, one.position)));
    },

    /** Which of these IDs are of orders that were deleted. */
    async deletedAmong(shop: string, orderIds: readonly number[]): Promise<Set<number>> {
      if (orderIds.length === 0) return new Set();
      const of = { order_id: orderIds };
      const found = await deletedIn(store, botId, { shop, of, limit: mostSearched });
      return new Set(found.map(({ order_id: orderId }) => orderId));
    },

    /** The orders of a shop that were deleted, the latest first, as far as they can be read. */
    async deletedOrders(shop: string): Promise<Order[]> {
      const found = await deletedIn(store, botId, { shop, of: undefined, limit: mostSearched });
      return found
        .map((row) => actOf(row, store.encryption).seen)
        .filter((seen) => seen !== undefined);
    },
  };
}

/** A bare number may be an order's ID and others' PO number. */
function meantBy(reference: OrderReference): DeletedOf[] {
  switch (reference.kind) {
    case 'id':
      return [{ order_id: [reference.orderId] }];
    case 'po':
      return [{ po_number: [reference.poNumber] }];
    case 'either':
      return [{ order_id: [reference.number] }, { po_number: [reference.number] }];
  }
}
