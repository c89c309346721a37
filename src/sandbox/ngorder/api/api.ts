/** The operations of the Ngorder open API, as its reference describes them. */

import type { Behaviour } from '../behaviour.ts';
import type { ShopClock } from '../shop/calendar.ts';
import { NgorderError, NoSuchOrder } from '../shop/errors.ts';
import { asActiveItem, type OrderItem } from '../shop/order.ts';
import type { Shop } from '../shop/shop.ts';
import { searchActive, within } from './active-search.ts';
import { paginate } from './pagination.ts';
import {
  activeQuery,
  canceledQuery,
  downloadQuery,
  paymentsQuery,
  readOrderBody,
  readQuery,
} from './parameters.ts';
import { type ApiResponse, answer, failed, json } from './response.ts';
import { workbookOf, workbookType } from './workbook.ts';

export const operations = [
  'cancel',
  'list',
  'download',
  'return',
  'delete',
  'orders',
  'shop',
  'payments',
] as const;

export type Operation = (typeof operations)[number];

export interface ApiRequest {
  method: string;
  /** Below the root, such as `/order/cancel`. */
  path: string;
  query: URLSearchParams;
  /** Parsed JSON, or the raw text if it isn't JSON; undefined without a body. */
  body: unknown;
  /** Whether it came with the shop's token. */
  authorized: boolean;
  requestId: string;
}

/** Who a shop is at Ngorder. */
export interface Account {
  id: number;
  username: string;
  name: string;
}

export interface ApiParts {
  account: Account;
  shop: Shop;
  clock: ShopClock;
  behaviour: Behaviour;
  /** Where the API is, for the links between pages. */
  root: () => string;
}

interface Route {
  operation: Operation;
  method: string;
  path: RegExp;
  handle: (request: ApiRequest, parts: ApiParts) => ApiResponse | Promise<ApiResponse>;
}

const routes: readonly Route[] = [
  { operation: 'cancel', method: 'POST', path: /^\/order\/cancel$/, handle: cancel },
  { operation: 'list', method: 'GET', path: /^\/order-cancel$/, handle: listCanceled },
  { operation: 'download', method: 'GET', path: /^\/order-cancel\/download$/, handle: download },
  { operation: 'return', method: 'POST', path: /^\/order-cancel\/return$/, handle: returnOrder },
  { operation: 'delete', method: 'DELETE', path: /^\/order-cancel\/([^/]+)$/, handle: deleteOrder },
  { operation: 'orders', method: 'GET', path: /^\/order$/, handle: listActive },
  { operation: 'shop', method: 'GET', path: /^\/shop$/, handle: getShop },
  {
    operation: 'payments',
    method: 'GET',
    path: /^\/order\/payment-history$/,
    handle: listPayments,
  },
];

/** The operation that a request calls; undefined for an unknown path or method. */
export function operationOf(method: string, path: string): Operation | undefined {
  return routes.find((route) => route.method === method && route.path.test(path))?.operation;
}

/** Carries out a request; errors are returned as responses in the API's format. */
export async function answerApi(request: ApiRequest, parts: ApiParts): Promise<ApiResponse> {
  const there = routes.filter((route) => route.path.test(request.path));
  const route = there.find((one) => one.method === request.method);
  if (there.length === 0) return failed(404, 'Not Found', request.requestId);
  if (!route) {
    const refused = failed(405, 'Method Not Allowed', request.requestId);
    return {
      ...refused,
      headers: { ...refused.headers, allow: there.map((one) => one.method).join(', ') },
    };
  }
  if (!request.authorized) return failed(401, 'Unauthenticated', request.requestId);
  try {
    return await route.handle(request, parts);
  } catch (error) {
    if (error instanceof NgorderError) return failed(error.status, error.words, request.requestId);
    throw error;
  }
}

function cancel({ body }: ApiRequest, { shop }: ApiParts): ApiResponse {
  return done('Order has been Canceled', shop.cancel(readOrderBody(body)));
}

function returnOrder({ body }: ApiRequest, { shop, behaviour }: ApiParts): ApiResponse {
  const order = shop.return(readOrderBody(body));
  return behaviour.actAnswer === 'empty' ? doneSilently() : done('Order has been Returned', order);
}

function deleteOrder({ path, body }: ApiRequest, { shop, behaviour }: ApiParts): ApiResponse {
  const named = path.slice(path.lastIndexOf('/') + 1);
  if (!/^\d+$/.test(named))
    throw new NgorderError(400, { order_id: ['The order id must be an integer.'] });
  const id = readOrderBody(body);
  if (Number(named) !== id) throw new NgorderError(400, 'The id does not match the address');
  const order = shop.delete(id);
  return behaviour.actAnswer === 'empty' ? doneSilently() : done('Order has been Deleted', order);
}

function done(message: string, { order_id, po_number }: OrderItem): ApiResponse {
  const data = { order_id, po_number: Number(po_number) };
  return { ...json(200, { response: 'success', message, data }), effect: true };
}

function doneSilently(): ApiResponse {
  return { ...answer(200, '', ''), effect: true };
}

function listCanceled({ query }: ApiRequest, { shop, root }: ApiParts): ApiResponse {
  const { type, start_date, end_date, per_page, pagination_offset } = readQuery(
    canceledQuery,
    query,
  );
  const orders = shop.list(type).filter((order) => within(order.order_date, start_date, end_date));
  const page = { perPage: per_page, page: pagination_offset };
  return json(200, paginate(orders, page, `${root()}/order-cancel`, query));
}

// Real servers seldom know a large file's length in advance.
const streamedFrom = 1024 * 1024;

async function download(
  { query }: ApiRequest,
  { shop, behaviour }: ApiParts,
): Promise<ApiResponse> {
  const { type, start_date, end_date } = readQuery(downloadQuery, query);
  const orders = shop.list(type).filter((order) => within(order.order_date, start_date, end_date));
  const sent = answer(200, workbookType, await workbookOf(orders));
  sent.headers['content-disposition'] =
    `attachment; filename="order-cancel-${type.toLowerCase()}.xlsx"`;
  sent.chunked = behaviour.downloadLength === 'chunked' || sent.body.length > streamedFrom;
  return sent;
}

function listActive(
  { query }: ApiRequest,
  { shop, clock, behaviour, root }: ApiParts,
): ApiResponse {
  const asked = readQuery(activeQuery, query);
  const orders = searchActive(shop.list('active'), asked, clock.today(), behaviour.keyword);
  const page = { perPage: asked.per_page, page: asked.pagination_offset };
  return json(200, paginate(orders.map(asActiveItem), page, `${root()}/order`, query));
}

function getShop(_request: ApiRequest, { account, clock, behaviour }: ApiParts): ApiResponse {
  return json(200, {
    data: [
      {
        id: account.id,
        username: account.username,
        shop_name: account.name,
        status: 'ACTIVE',
        class: 'PREMIUM',
        expired_date: behaviour.expiredDate ?? `${Number(clock.today().slice(0, 4)) + 1}-12-31`,
        users: [{ id: 11, email: `${account.username}@example.com`, name: 'Tusfendi' }],
      },
    ],
  });
}

/** What was paid of an order, as one payment; amounts as the reference writes them. */
function listPayments({ query }: ApiRequest, { shop }: ApiParts): ApiResponse {
  const { id } = readQuery(paymentsQuery, query);
  const order = shop.find(id)?.order;
  if (order === undefined) throw new NoSuchOrder();
  const paid = Number(order.total_amount) - Number(order.remaining_amount);
  const day = order.payment_date || order.order_date.slice(0, 10);
  const payment = {
    payment_id: id,
    bank_id: '847',
    bank_name: order.bank_name,
    account_number: '0123456789',
    paid_at: day,
    created_at: order.order_date,
    nominal: `Rp${paid.toLocaleString('de-DE')}`,
    status: order.payment_status,
  };
  return json(200, { data: order.payment_status === 'UNPAID' || paid <= 0 ? [] : [payment] });
}
