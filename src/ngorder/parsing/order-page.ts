import { z } from 'zod';
import {
  acceptedBody,
  type HttpResponse,
  type Json,
  jsonOf,
  unreadable,
} from '../http/http-response.ts';
import type { Order, Page } from '../order.ts';
import { count, isObject, listIn, ordinal, text } from './lenient.ts';
import { readOrder } from './read-order.ts';
import { failureCodeIn, verdictOf } from './verdict.ts';

type Figures = z.infer<typeof pagination>;

const noLinks = { next: undefined };
const pagination = z.object({
  total: count,
  per_page: ordinal,
  current_page: ordinal,
  total_pages: count,
  links: z.object({ next: text }).catch(noLinks),
});

const noFigures = pagination.parse({ links: {} });
const meta = z.object({ pagination }).catch({ pagination: noFigures });

/** What was asked of a list, where it says nothing of it itself. */
export interface AskedPage {
  page?: number;
  perPage?: number;
}

/** Ngorder's default (Ngorder reference, Get Orders and Get Canceled Orders). */
const defaultPerPage = 10;
/** An order in the samples has 1.2 KB; one with a hundred products still fits. */
const bytesPerOrder = 32 * 1024;
const leastBytes = 256 * 1024;
const mostProducts = 1000;

/** The longest answer that can be the page that was asked for, in bytes. */
export function mostBytesOfPage({ perPage = defaultPerPage }: AskedPage): number {
  return leastBytes + perPage * bytesPerOrder;
}

/** A server that doesn't keep to the page's size is read all the same, one that sends all it has isn't. */
function mostOrdersOnPage({ perPage = defaultPerPage }: AskedPage): number {
  return Math.max(200, perPage * 4);
}

/** These say of a list that there is nothing in it (Ngorder reference, Errors; RFC 9110, 15.3.5). */
const emptyStatuses = new Set([204, 404, 410]);

/**
 * A page of orders out of an answer (Ngorder reference, Get Orders and Get Canceled Orders).
 *
 * A 204, 404 or 410, or such a code in the JSON of a 200, is an empty page whose total nobody sent. `data` is a list, an
 * object with numbered keys, or null or {} for none; an order that it holds twice is given once.
 *
 * @throws NgorderError by the status; RequestRefused where the body says it failed; Unreadable where the list itself
 *   or an order's ID is missing, and where it holds far more than was asked for
 */
export function readOrderPage(response: HttpResponse, asked: AskedPage): Page<Order> {
  const json = jsonOf(response);
  if (saysNothingThere(response.status, json)) {
    return { items: [], ...figures(0, noFigures, asked) };
  }
  const body = acceptedBody(response, json);
  const rows = rowsIn(body);
  if (rows === undefined) throw unreadable(response, 'no list of orders in data');
  const most = mostOrdersOnPage(asked);
  if (rows.length > most) throw unreadable(response, `more than ${most} orders on one page`);
  const orders = new Map<number, Order>();
  for (const [index, row] of rows.entries()) {
    if (isObject(row) && (listIn(row['products'])?.length ?? 0) > mostProducts) {
      throw unreadable(response, `more than ${mostProducts} products in data[${index}].products`);
    }
    const order = isObject(row) ? readOrder(row) : undefined;
    if (order === undefined) throw unreadable(response, `no order ID in data[${index}].order_id`);
    if (!orders.has(order.orderId)) orders.set(order.orderId, order);
  }
  const sent = isObject(body) ? meta.parse(body['meta']).pagination : noFigures;
  return { items: [...orders.values()], ...figures(rows.length, sent, asked) };
}

function saysNothingThere(status: number, { readable, value }: Json): boolean {
  const code = status === 200 ? failureCodeIn(value) : status;
  return readable && code !== undefined && emptyStatuses.has(code);
}

function rowsIn(body: unknown): unknown[] | undefined {
  if (!isObject(body) || !('data' in body)) return undefined;
  const { data } = body;
  const isEmpty = data === null || (isObject(data) && Object.keys(data).length === 0);
  if (!isEmpty) return listIn(data);
  // Without success or figures beside it, words instead of a list tell of something that went wrong.
  const saysWhy = 'message' in body && !('meta' in body) && verdictOf(body) !== 'success';
  return saysWhy ? undefined : [];
}

/**
 * A page's figures, those that are missing derived from the rest. A derived total is at least what is known to
 * exist, and as long as more pages follow it is no count: it grows from page to page.
 *
 * @param rows how many came, an order that came twice counted twice: by that Ngorder fills its pages
 */
function figures(rows: number, sent: Figures, asked: AskedPage): Omit<Page<Order>, 'items'> {
  const page = sent.current_page ?? asked.page ?? 1;
  const perPage = sent.per_page ?? asked.perPage ?? Math.max(10, rows);
  // A total that is less than what came with it counts something else.
  const sentTotal = sent.total !== undefined && sent.total >= rows ? sent.total : undefined;
  const more = sent.links.next !== undefined || rows >= perPage;
  const last = rows === 0 ? page - 1 : page + (more ? 1 : 0);
  const pages = sentTotal === undefined ? last : Math.ceil(sentTotal / perPage);
  const totalPages = Math.max(1, sent.total_pages ?? pages);
  const upToHere = (page - 1) * perPage + rows;
  const total = sentTotal ?? upToHere + (page < totalPages ? 1 : 0);
  return { total, totalSent: sentTotal !== undefined, page, perPage, totalPages };
}
