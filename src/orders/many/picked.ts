import type { CanceledFilter } from '../../ngorder/queries.ts';
import type { OrderReference } from '../order-reference.ts';
import type { OrderList } from './order-list.ts';

/** What somebody picked: orders that they named, or those with a mark in a list. */
export type Picked = PickedByName | PickedInList | PickedInDocument | PickedInRun;

export interface PickedByName extends OrderList {
  of: 'names';
}

/** A document that was sent, not yet read. */
export interface PickedInDocument {
  of: 'document';
  /** As Telegram knows it. */
  fileId: string;
  name: string;
}

export interface PickedInList {
  of: 'list';
  filter: CanceledFilter;
  /** All of the list, whatever is on it then, but for those in `orders`. */
  isAll: boolean;
  /** IDs: those that are picked, or that are not where all others are. */
  orders: number[];
}

/** What a run has done and is to be undone. */
export interface PickedInRun {
  of: 'run';
  /** Its token, and that of the request that undoes it. */
  token: string;
  undoToken: string;
  count: number;
}

export function pickedByName(list: OrderList): PickedByName {
  return { of: 'names', ...list };
}

/** Orders by their IDs, as a run that is tried again has them. */
export function pickedById(orderIds: readonly number[]): PickedByName {
  const references = orderIds.map((orderId): OrderReference => ({ kind: 'id', orderId }));
  return { of: 'names', references, repeated: [], unread: [], reread: [] };
}

/** What a run has done to so many orders, and the token of the request that is to undo it. */
export function pickedByRun(token: string, undoToken: string, count: number): PickedInRun {
  return { of: 'run', token, undoToken, count };
}

/** Whether an order is picked. */
export function isPicked({ isAll, orders }: PickedInList, orderId: number): boolean {
  return orders.includes(orderId) !== isAll;
}

/** How many orders are picked, of a list that holds so many. */
export function countOf({ isAll, orders }: PickedInList, total: number): number {
  return isAll ? Math.max(0, total - orders.length) : orders.length;
}

/** Picks an order, or no longer. */
export function mark(picked: PickedInList, orderId: number): PickedInList {
  const { orders } = picked;
  const without = orders.filter((other) => other !== orderId);
  return { ...picked, orders: without.length < orders.length ? without : [...orders, orderId] };
}

/** Picks all of a page; none of it, where all are picked. */
export function markPage(picked: PickedInList, orderIds: readonly number[]): PickedInList {
  const areAll = orderIds.every((orderId) => isPicked(picked, orderId));
  const changing = orderIds.filter((orderId) => isPicked(picked, orderId) === areAll);
  return changing.reduce(mark, picked);
}

/** Picks the whole list; nothing, where it is picked. */
export function markAll(picked: PickedInList): PickedInList {
  return { ...picked, isAll: !(picked.isAll && picked.orders.length === 0), orders: [] };
}
