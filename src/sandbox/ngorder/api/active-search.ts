/** "Get Orders": selects the active orders that a query asks for. */
import type { z } from 'zod';
import type { Behaviour } from '../behaviour.ts';
import { addDays } from '../shop/calendar.ts';
import { newestFirst, type OrderItem } from '../shop/order.ts';
import type { activeQuery, KeywordType } from './parameters.ts';

type ActiveQuery = z.infer<typeof activeQuery>;

const searched: Record<KeywordType, (order: OrderItem) => string[]> = {
  ORDER_ID: (order) => [String(order.order_id)],
  CUSTOMER_NAME: (order) => [order.sender_name, order.receiver_name],
  AWB_NUMBER: (order) => [order.awb_number ?? ''],
  CUSTOMER_PHONE: (order) => [order.receiver_phone],
  SHOPEE_INVOICE: (order) => [shopeeInvoice(order)],
  PRODUCT_NAME: (order) => order.products.map((product) => product.name),
  SKU: (order) => order.products.map((product) => product.sku ?? ''),
  SHIPPER_TRACKING: (order) => [order.awb_number ?? ''],
};

/**
 * The orders that fit the query, newest first by the date that it sorts by. The default dates (30
 * days ago, today) are documented; that they apply to the sorting date, and that a keyword without
 * a type is searched in IDs and names, is our guess.
 */
export function searchActive(
  all: readonly OrderItem[],
  query: ActiveQuery,
  today: string,
  keyword: Behaviour['keyword'],
): OrderItem[] {
  const from = query.start_date ?? addDays(today, -30);
  const to = query.end_date ?? today;
  const dateOf = (order: OrderItem) =>
    query.order_by === 'PAYMENT_DATE' ? (order.payment_date ?? '') : order.order_date;
  return all
    .filter((order) => within(dateOf(order), from, to))
    .filter((order) => fits(order, query) && containsKeyword(order, query, keyword))
    .sort(newestFirst(dateOf));
}

/** Whether a date or time lies in a range of days, both included; a missing end is no limit. */
export function within(time: string, from?: string, to?: string): boolean {
  const day = time.slice(0, 10);
  return day !== '' && (!from || day >= from) && (!to || day <= to);
}

function fits(order: OrderItem, query: ActiveQuery): boolean {
  return (
    (!query.payment_status || order.payment_status === query.payment_status) &&
    (!query.order_progress_status || order.order_progress_status === query.order_progress_status) &&
    (!query.order_category || order.order_category === query.order_category)
  );
}

function containsKeyword(
  order: OrderItem,
  { keyword, type }: ActiveQuery,
  how: Behaviour['keyword'],
): boolean {
  if (!keyword) return true;
  if (how === 'misses') return false;
  const looked = keyword.toLowerCase();
  const texts = type
    ? searched[type](order)
    : [...searched.ORDER_ID(order), ...searched.CUSTOMER_NAME(order)];
  return texts.some((text) =>
    how === 'exact' ? text.toLowerCase() === looked : text.toLowerCase().includes(looked),
  );
}

function shopeeInvoice({ shopee }: OrderItem): string {
  if (typeof shopee !== 'object' || shopee === null || !('invoice' in shopee)) return '';
  return String(shopee.invoice);
}
