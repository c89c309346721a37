import type { CanceledType, Order } from '../../ngorder/order.ts';

/** Canceled orders of one type, between two days (`yyyy-mm-dd`, both included). */
export interface CanceledFilter {
  type: CanceledType;
  from?: string | undefined;
  to?: string | undefined;
}

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
