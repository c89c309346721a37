import type { Order } from '../../ngorder/order.ts';
import type { ListName } from '../reading/order-lists.ts';
import type { FoundAt, FoundOrder } from '../reading/order-location.ts';
import type { FindResult } from './find-orders.ts';
import type { FindQuery } from './find-query.ts';

/** What somebody looked for, as they wrote it and as it was understood. */
export interface KeptQuery {
  text: string;
  query: FindQuery;
}

/** A search that is not kept any more, or can't be read. */
export class SearchForgotten extends Error {
  override readonly name = 'SearchForgotten';
}

/** As much of an order as a line in a list shows. */
export type KeptOrder = Pick<
  Order,
  | 'orderId'
  | 'poNumber'
  | 'senderName'
  | 'receiverName'
  | 'totalAmount'
  | 'paymentStatus'
  | 'progress'
>;

/** An order that was found, and where: whoever opens it looks there first. */
export interface KeptHit {
  list: ListName;
  order: KeptOrder;
  foundAt?: FoundAt;
}

/** What a search came to, so that its pages can be shown as long as the search is kept. */
export interface KeptResult {
  hits: KeptHit[];
  /** The team has deleted them, and the bot keeps them as they were. Absent in what older versions kept. */
  deleted?: KeptOrder[];
  /** How many fit in all; those beyond the hits that are kept are only counted. */
  count: number;
  read: number;
  total?: number;
  complete: boolean;
  /** Somebody said stop. */
  isStopped: boolean;
  /** The kind of the error for which Ngorder could not be read to the end. */
  failure?: string;
  readAt: number;
}

export function keptResult(
  { hits, count, read, total, complete, failure, readAt }: FindResult,
  isStopped: boolean,
  deleted: readonly Order[] = [],
): KeptResult {
  return {
    hits: hits.map(keptHit),
    ...(deleted.length > 0 && { deleted: deleted.map(keptOrder) }),
    count,
    read,
    ...(total !== undefined && { total }),
    complete,
    isStopped,
    ...(failure !== undefined && { failure: failure.kind }),
    readAt,
  };
}

function keptOrder(whole: Order): KeptOrder {
  const { orderId, poNumber, senderName, receiverName, totalAmount, paymentStatus, progress } =
    whole;
  const known = { poNumber, senderName, receiverName, totalAmount, paymentStatus, progress };
  const given = Object.entries(known).filter(([, value]) => value !== undefined);
  return { orderId, ...Object.fromEntries(given) };
}

export function keptHit(found: FoundOrder): KeptHit {
  const order = keptOrder(found.order);
  return found.at === 'active'
    ? { list: 'active', order }
    : { list: found.foundAt.type, order, foundAt: found.foundAt };
}
