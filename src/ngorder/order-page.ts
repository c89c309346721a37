import { z } from 'zod';
import { type Answer, acceptedBody, unreadable } from './answer.ts';
import { count, ordinal, text } from './lenient.ts';
import type { Order, Page } from './order.ts';
import { readOrder } from './read-order.ts';

const noLinks = { next: undefined };
const pagination = z.object({
  total: count,
  per_page: ordinal,
  current_page: ordinal,
  total_pages: count,
  links: z.object({ next: text }).catch(noLinks),
});

const orderPage = z.object({
  data: z.array(z.record(z.string(), z.unknown())),
  meta: z.object({ pagination }).catch({ pagination: pagination.parse({}) }),
});

/** What was asked of a list, where it says nothing of it itself. */
export interface AskedPage {
  page?: number;
  perPage?: number;
}

/**
 * A page of orders out of a 2xx answer (Ngorder reference, Get Orders and Get Canceled Orders).
 * Throws Unreadable when the list itself or an order's ID is missing, RequestRefused on `response: "Failed"`.
 */
export function readOrderPage(answer: Answer, asked: AskedPage): Page<Order> {
  const read = orderPage.safeParse(acceptedBody(answer));
  if (!read.success) throw unreadable(answer, 'no list of orders in data');
  const items = read.data.data.map((raw, index) => {
    const order = readOrder(raw);
    if (order === undefined) throw unreadable(answer, `no order ID in data[${index}].order_id`);
    return order;
  });
  return { items, ...figures(items.length, read.data.meta.pagination, asked) };
}

/**
 * A page's figures, those that are missing derived from the rest. A derived total is at least what is known to
 * exist, and as long as more pages follow it is no count: it grows from page to page.
 */
function figures(items: number, sent: z.infer<typeof pagination>, asked: AskedPage) {
  const page = sent.current_page ?? asked.page ?? 1;
  const perPage = sent.per_page ?? asked.perPage ?? Math.max(10, items);
  const upToHere = (page - 1) * perPage + items;
  const more = sent.links.next !== undefined || items >= perPage;
  const pages = sent.total === undefined ? page + (more ? 1 : 0) : Math.ceil(sent.total / perPage);
  const totalPages = Math.max(1, sent.total_pages ?? pages);
  const total = sent.total ?? upToHere + (page < totalPages ? 1 : 0);
  return { total, totalSent: sent.total !== undefined, page, perPage, totalPages };
}
