import type { CanceledType, Order } from '../ngorder/order.ts';

/** The list in which an order was found: the next reader starts there. */
export interface FoundAt {
  type: CanceledType;
  from?: string | undefined;
  to?: string | undefined;
  page: number;
  perPage: number;
}

/** Where an order was found; `searched` counts the orders read before giving up. */
export type Whereabouts =
  | { at: 'active'; order: Order }
  | { at: 'canceled'; order: Order; foundAt: FoundAt }
  | { at: 'nowhere'; searched: number };
