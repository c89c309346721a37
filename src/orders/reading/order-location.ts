import type { Order } from '../../ngorder/order.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';

/** The page of a list on which an order was found: the next reader starts there. */
export interface FoundAt extends CanceledFilter {
  page: number;
  perPage: number;
  /** How many orders the list held then, where Ngorder said so. */
  total?: number | undefined;
}

/** An order and the list that it stands in. */
export type FoundOrder =
  | { at: 'active'; order: Order }
  | { at: 'canceled'; order: Order; foundAt: FoundAt };

/** Where an order is; `searched` counts the orders that were read before it was found nowhere. */
export type OrderLocation = FoundOrder | { at: 'nowhere'; searched: number };
