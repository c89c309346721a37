import type { CanceledType, Order } from '../../ngorder/order.ts';

/** The page of a list on which an order was found: the next reader starts there. */
export interface FoundAt {
  type: CanceledType;
  from?: string | undefined;
  to?: string | undefined;
  page: number;
  perPage: number;
  /** How many orders the list held then, where Ngorder said so. */
  total?: number | undefined;
}

/** Where an order was found; `searched` counts the orders that were read before it was found nowhere. */
export type OrderLocation =
  | { at: 'active'; order: Order }
  | { at: 'canceled'; order: Order; foundAt: FoundAt }
  | { at: 'nowhere'; searched: number };
