import type { CanceledFilter } from '../../ngorder/queries.ts';
import type { OrderReference } from '../order-reference.ts';
import type { OrderList } from './order-list.ts';

/** What somebody picked: orders that they named, or those with a mark in a list or among what a search found. */
export type Picked = PickedByName | PickedInList | PickedInSearch | PickedInDocument | PickedInRun;

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

/** Marks on orders. */
export interface Marks {
  /** All that are there, whatever that is then, but for those in `orders`. */
  isAll: boolean;
  /** IDs: those that are picked, or that are not where all others are. */
  orders: number[];
}

export interface PickedInList extends Marks {
  of: 'list';
  filter: CanceledFilter;
}

export interface PickedInSearch extends Marks {
  of: 'search';
  /** Its ID. */
  search: string;
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
export function isPicked({ isAll, orders }: Marks, orderId: number): boolean {
  return orders.includes(orderId) !== isAll;
}

/** How many orders are picked, where there are so many. */
export function countOf({ isAll, orders }: Marks, total: number): number {
  return isAll ? Math.max(0, total - orders.length) : orders.length;
}

/** Picks an order, or no longer. */
export function mark<M extends Marks>(picked: M, orderId: number): M {
  const { orders } = picked;
  const without = orders.filter((other) => other !== orderId);
  return { ...picked, orders: without.length < orders.length ? without : [...orders, orderId] };
}

/** Picks all of a page; none of it, where all are picked. */
export function markPage<M extends Marks>(picked: M, orderIds: readonly number[]): M {
  const areAll = orderIds.every((orderId) => isPicked(picked, orderId));
  const changing = orderIds.filter((orderId) => isPicked(picked, orderId) === areAll);
  return changing.reduce<M>(mark, picked);
}

/** Picks all there are; nothing, where they are picked. */
export function markAll<M extends Marks>(picked: M): M {
  return { ...picked, isAll: !(picked.isAll && picked.orders.length === 0), orders: [] };
}
