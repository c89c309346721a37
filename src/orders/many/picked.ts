import type { CanceledFilter } from '../../ngorder/queries.ts';
import type { OrderReference } from '../order-reference.ts';
import type { OrderList } from './order-list.ts';

/** What somebody picked: orders that they named, or those with a mark in a list. */
export type Picked = PickedByName | PickedInList;

export interface PickedByName extends OrderList {
  of: 'names';
}

export interface PickedInList {
  of: 'list';
  filter: CanceledFilter;
  /** All of the list, whatever is on it then, but for those in `orders`. */
  isAll: boolean;
  /** IDs: those that are picked, or that are not where all others are. */
  orders: number[];
}

export function pickedByName(list: OrderList): PickedByName {
  return { of: 'names', ...list };
}

/** Orders by their IDs, as a run that is tried again has them. */
export function pickedById(orderIds: readonly number[]): PickedByName {
  const references = orderIds.map((orderId): OrderReference => ({ kind: 'id', orderId }));
  return { of: 'names', references, repeated: [], unread: [], reread: [] };
}
