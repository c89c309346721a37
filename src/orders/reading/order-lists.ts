import type { Ngorder } from '../../ngorder/client.ts';
import {
  type ActiveKeywordType,
  type CanceledType,
  canceledTypes,
  type Order,
  type Page,
} from '../../ngorder/order.ts';
import type { Priority } from '../../ngorder/pacing/slots.ts';

export type ListName = 'active' | CanceledType;

/** One of the shop's lists of orders, to be read page by page from 1. */
export interface OrderList {
  name: ListName;
  page(page: number, signal?: AbortSignal): Promise<Page<Order>>;
}

/** Which part of the lists is meant, and how urgent it is. */
export interface ListPart {
  /** First and last day, 'yyyy-mm-dd', both included; undefined: orders of whatever age. */
  from?: string | undefined;
  to?: string | undefined;
  /** Another than the client's. */
  priority?: Priority | undefined;
}

/** Ngorder reference, Get Canceled Orders and Get Orders: the largest pages. */
const canceledPerPage = 50;
const activePerPage = 100;
/** Without a start, Get Orders shows the last 30 days only. No shop of Ngorder's is older than this. */
const beforeEveryOrder = '2010-01-01';

/** All active orders, of whatever age, or those that Ngorder's search finds by an ID or a part of it. */
export function activeList(ngorder: Ngorder, orderId?: number): OrderList {
  const query = {
    ...(orderId !== undefined && { keyword: String(orderId), keywordType: 'ORDER_ID' as const }),
    from: beforeEveryOrder,
    to: tomorrow(),
    perPage: activePerPage,
  };
  return {
    name: 'active',
    page: (page, signal) => ngorder.listActive({ ...query, page }, signal),
  };
}

/** What Ngorder's own search looks for among active orders, and where in them. */
export interface ActiveKeyword {
  keyword: string;
  keywordType: ActiveKeywordType;
}

/** Active orders of these days, all of them or those that Ngorder's search finds. */
export function activeListOf(
  ngorder: Ngorder,
  { from, to, priority }: ListPart,
  keyword?: ActiveKeyword,
): OrderList {
  const days = { from: from ?? beforeEveryOrder, to: to ?? tomorrow() };
  const query = { ...keyword, ...days, perPage: activePerPage };
  return {
    name: 'active',
    page: (page, signal) => ngorder.listActive({ ...query, page }, signal, priority),
  };
}

/** All orders of one type that came to nothing. */
export function canceledList(
  ngorder: Ngorder,
  type: CanceledType,
  { from, to, priority }: ListPart = {},
): OrderList {
  const query = { type, from, to, perPage: canceledPerPage };
  return {
    name: type,
    page: (page, signal) => ngorder.listCanceled({ ...query, page }, signal, priority),
  };
}

/** The three types, this one first. */
export function canceledLists(ngorder: Ngorder, first: CanceledType = 'CANCEL'): OrderList[] {
  const types = [first, ...canceledTypes.filter((type) => type !== first)];
  return types.map((type) => canceledList(ngorder, type));
}

/** An order taken just after midnight somewhere east of here is dated tomorrow. */
function tomorrow(): string {
  return new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
}
