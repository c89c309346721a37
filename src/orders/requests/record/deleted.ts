import type { Order } from '../../../ngorder/order.ts';
import { type DeletedOf, deletedIn } from '../../../store/requests/record/deleted-rows.ts';
import type { OrderReference } from '../../order-reference.ts';
import type { LedgerRows } from '../ledger-rows.ts';
import { actOf } from '../rows.ts';
import type { RequestedAct } from '../states.ts';

/** Nobody looks further back than through so many deleted orders. */
const mostSearched = 2000;

/** Orders that the team has deleted: Ngorder has them no more, the bot keeps them as they were seen. */
export function createDeleted({ botId, store, get }: LedgerRows) {
  return {
    /** How the order that is meant was deleted, the latest time first; undefined: the bot has deleted none like that. */
    async deletion(shop: string, reference: OrderReference): Promise<RequestedAct | undefined> {
      for (const of of meantBy(reference)) {
        const [found] = await deletedIn(store, botId, { shop, of, limit: 1 });
        if (found !== undefined) return get(found.request, found.position);
      }
      return undefined;
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

/** A bare number is the order with that ID, and only else a PO number. */
function meantBy(reference: OrderReference): DeletedOf[] {
  switch (reference.kind) {
    case 'id':
      return [{ order_id: reference.orderId }];
    case 'po':
      return [{ po_number: reference.poNumber }];
    case 'either':
      return [{ order_id: reference.number }, { po_number: reference.number }];
  }
}
