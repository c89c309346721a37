import { actOf } from './acts/act-request.ts';
import { type ActSlot, openActSlot } from './acts/act-slot.ts';
import type { Download } from './http/download.ts';
import type { HttpResponse } from './http/http-response.ts';
import {
  type ApiRequest,
  createTransport,
  type RequestReport,
  type Transport,
} from './http/transport.ts';
import { defaultLimits, type NgorderLimits } from './limits.ts';
import type { Order, Page } from './order.ts';
import type { Priority } from './pacing/slots.ts';
import { mostBytesOfPage, readOrderPage } from './parsing/order-page.ts';
import { mostBytesOfPayments, type Payment, readPayments } from './parsing/payments.ts';
import { mostBytesOfShops, readShops, type Shop } from './parsing/shops.ts';
import type { ActivePageQuery, CanceledFilter, CanceledPageQuery } from './queries.ts';

export interface NgorderOptions {
  /** Where the open API is, such as `https://api.ngorder.id/api/open`; a slash at its end doesn't matter. */
  root: string;
  /** The bearer token of one shop. */
  token: string;
  limits?: Partial<NgorderLimits>;
  /** Called once for each request that went out, when it is over; must not throw. */
  onRequest?: (request: RequestReport) => void;
}

/**
 * The open API of Ngorder for one shop. Every function rejects with an NgorderError, whose `certainty` says whether the
 * request can have had an effect. An act (cancel, return, delete) sends one request, whatever happens; reads try again
 * within the limits, and reject with the signal's reason when it is aborted.
 */
export interface Ngorder {
  readonly limits: NgorderLimits;

  /**
   * The same for what nobody waits for: its reads come after what a person waits for, and leave places free for that.
   * What changes an order is never put back so. Always the same one, and its own.
   */
  readonly inBackground: Ngorder;

  /**
   * The same for a run over many orders: its reads and acts come after what a person waits for, and take every place that
   * is left, its reads before its acts.
   */
  readonly inBulk: Ngorder;

  /**
   * Waits for a free slot for one act, as long as it takes; rejects with the signal's reason when aborted.
   * (Ngorder reference: Cancel an Order, Return Canceled Order, Delete Canceled Order.)
   */
  actSlot(signal?: AbortSignal): Promise<ActSlot>;

  /**
   * One page of the canceled, rejected or expired orders (Ngorder reference, Get Canceled Orders).
   * @param priority another than this client's
   */
  listCanceled(
    query: CanceledPageQuery,
    signal?: AbortSignal,
    priority?: Priority,
  ): Promise<Page<Order>>;

  /**
   * One page of the active orders (Ngorder reference, Get Orders).
   * @param priority another than this client's
   */
  listActive(
    query: ActivePageQuery,
    signal?: AbortSignal,
    priority?: Priority,
  ): Promise<Page<Order>>;

  /**
   * The canceled, rejected or expired orders as Excel (Ngorder reference, Download Canceled Orders), as a stream.
   * What comes isn't documented: it can be a workbook, JSON that it will be e-mailed, HTML or nothing.
   */
  downloadCanceled(query: CanceledFilter, signal?: AbortSignal): Promise<Download>;

  /** The shops the token belongs to (Ngorder reference, Get Shop); it changes nothing and so checks the token. */
  getShops(signal?: AbortSignal): Promise<Shop[]>;

  /** What was paid for an order (Ngorder reference, payment history). Not every shop's API has it. */
  listPayments(orderId: number, signal?: AbortSignal): Promise<Payment[]>;
}

/**
 * A client of the Ngorder API for one shop.
 * Throws a TypeError where the root is no http or https address, or the token can't be sent in a header.
 */
export function createNgorder(options: NgorderOptions): Ngorder {
  const limits = { ...defaultLimits, ...options.limits };
  requireAddress(options.root);
  requireToken(options.token);
  const transport = createTransport({ ...options, limits });
  return clientOver(transport, limits, 'person');
}

function clientOver(transport: Transport, limits: NgorderLimits, usual: Priority): Ngorder {
  const { acquire, act, download } = transport;
  let background: Ngorder | undefined;
  let bulk: Ngorder | undefined;
  const read = <T>(
    request: ApiRequest,
    readResponse: (response: HttpResponse) => T,
    signal?: AbortSignal,
    priority = usual,
  ): Promise<T> => transport.read(request, readResponse, signal, priority);

  async function actSlot(signal?: AbortSignal): Promise<ActSlot> {
    const free = await acquire(signal, usual === 'look' ? 'reading' : 'person');
    return openActSlot(free, async (kind, orderId, mayLeave) => {
      const { request, readResponse } = actOf(kind, orderId);
      return act(request, readResponse, mayLeave);
    });
  }

  const client: Ngorder = {
    limits,
    get inBackground() {
      if (usual === 'background') return client;
      background ??= clientOver(transport, limits, 'background');
      return background;
    },
    get inBulk() {
      bulk ??= clientOver(transport, limits, 'look');
      return bulk;
    },
    actSlot,

    listCanceled(query, signal, priority) {
      const parameters = { ...canceledParameters(query), ...pageParameters(query) };
      const mostBytes = mostBytesOfPage(query);
      return read(
        {
          endpoint: 'listCanceled',
          method: 'GET',
          path: 'order-cancel',
          query: parameters,
          mostBytes,
        },
        (response) => readOrderPage(response, query),
        signal,
        priority,
      );
    },

    listActive(query, signal, priority) {
      const parameters = {
        keyword: query.keyword,
        type: query.keywordType,
        start_date: query.from,
        end_date: query.to,
        ...pageParameters(query),
      };
      const mostBytes = mostBytesOfPage(query);
      return read(
        { endpoint: 'listActive', method: 'GET', path: 'order', query: parameters, mostBytes },
        (response) => readOrderPage(response, query),
        signal,
        priority,
      );
    },

    downloadCanceled(query, signal) {
      const path = 'order-cancel/download';
      const parameters = canceledParameters(query);
      return download(
        {
          endpoint: 'downloadCanceled',
          method: 'GET',
          path,
          query: parameters,
          mostBytes: mostBytesOfWords,
        },
        signal,
      );
    },

    getShops(signal) {
      return read(
        { endpoint: 'getShops', method: 'GET', path: 'shop', mostBytes: mostBytesOfShops },
        readShops,
        signal,
      );
    },

    listPayments(orderId, signal) {
      return read(
        {
          endpoint: 'listPayments',
          method: 'GET',
          path: 'order/payment-history',
          query: { id: orderId },
          mostBytes: mostBytesOfPayments,
        },
        readPayments,
        signal,
      );
    },
  };
  return client;
}

/** Where a download is refused, its answer holds no file but words. */
const mostBytesOfWords = 256 * 1024;

function canceledParameters({ type, from, to }: CanceledFilter) {
  return { type, start_date: from, end_date: to };
}

/** `pagination_offset` is the page's number, whatever its name says (Ngorder reference, Get Canceled Orders). */
function pageParameters({ perPage, page }: { perPage?: number; page?: number }) {
  return { per_page: perPage, pagination_offset: page };
}

function requireAddress(root: string): void {
  const protocol = URL.parse(root)?.protocol;
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new TypeError('The root of the Ngorder API is an http or https address');
  }
}

function requireToken(token: string): void {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new TypeError('A token of the Ngorder API is visible ASCII without spaces');
  }
}
