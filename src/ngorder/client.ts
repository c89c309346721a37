import type { Readable } from 'node:stream';
import type { ActiveKeywordType, CanceledType, Order, Page } from './order.ts';
import { readOrderPage } from './order-page.ts';
import { readReceipt } from './receipt.ts';
import { readShops } from './shops.ts';
import { createTransport } from './transport.ts';

export interface NgorderOptions {
  /** Where the open API is, such as `https://api.ngorder.id/api/open`; a slash at its end doesn't matter. */
  root: string;
  /** The bearer token of one shop. */
  token: string;
  limits?: Partial<NgorderLimits>;
  /** Called once for each request that went out, when it is over; must not throw. */
  onRequest?: (request: RequestReport) => void;
}

/** One request that is over, without anything secret or personal: no token, no query, no body. */
export interface RequestReport {
  /** The client's function that made it, such as `cancelOrder`. */
  endpoint: string;
  ms: number;
  /** 'ok', the kind of the error, or 'Aborted' when our own side gave it up. */
  outcome: string;
}

export interface NgorderLimits {
  /** Until the connection stands: each of look-up, TCP and TLS. */
  connectMs: number;
  /** From the request's end to the answer's first byte, for a download. */
  responseMs: number;
  /** The longest silence within a download. */
  stallMs: number;
  /** Whole time of an act, from the call on: waiting for a free connection, request and answer. */
  actMs: number;
  /** Whole time of one try of a read. */
  readMs: number;
  /** How often a read is tried in all. */
  readTries: number;
  /** How long one read waits between its tries, in all. */
  maxWaitMs: number;
  /** Requests at once for one token. */
  concurrency: number;
}

/** What Ngorder said to an act that it did; all of it may be absent, since success can come without a body. */
export interface Receipt {
  message?: string;
  orderId?: number;
  poNumber?: number;
}

/** An answer to a download that has begun. Its connection is held until `body` has ended or is destroyed. */
export interface Download {
  status: number;
  contentType?: string;
  contentLength?: number;
  /** Fails with an NgorderError when it breaks off or stalls, with the signal's reason when aborted. */
  body: Readable;
  /** Ngorder's own words in what came, where that is JSON: at most 300 characters, without the token. */
  wordsIn(json: unknown): string | undefined;
}

/** A shop that a token belongs to (Ngorder reference, Get Shop). */
export interface Shop {
  id: number;
  username?: string;
  /** The shop's name, else its user name, else ''. */
  name: string;
  status?: string;
  expiredDate?: string;
  raw: Record<string, unknown>;
}

export interface CanceledQuery {
  type: CanceledType;
  /** First day, 'yyyy-mm-dd'. */
  from?: string;
  /** Last day, 'yyyy-mm-dd'. */
  to?: string;
}

export interface CanceledPageQuery extends CanceledQuery {
  /** Ngorder's default is 10, its most 50. */
  perPage?: number;
  /** From 1. */
  page?: number;
}

export interface ActivePageQuery {
  keyword?: string;
  keywordType?: ActiveKeywordType;
  /** First day, 'yyyy-mm-dd'; Ngorder's default is 30 days ago. */
  from?: string;
  /** Last day, 'yyyy-mm-dd'; Ngorder's default is today. */
  to?: string;
  /** Ngorder's default is 10, its most 100. */
  perPage?: number;
  /** From 1. */
  page?: number;
}

/**
 * The open API of Ngorder for one shop. Every function rejects with an NgorderError that tells by its `fate`
 * what is certain. The acts (cancel, return, delete) send one request, whatever happens, and take a positive
 * whole number (else a RangeError, nothing sent). The others try again within the limits, and where their
 * signal is aborted reject with its reason.
 */
export interface Ngorder {
  readonly limits: NgorderLimits;

  /** Cancels an active order (Ngorder reference, Cancel an Order). */
  cancelOrder(orderId: number): Promise<Receipt>;

  /** Makes a canceled order active again (Ngorder reference, Return Canceled Order). */
  returnOrder(orderId: number): Promise<Receipt>;

  /** Deletes a canceled order for good (Ngorder reference, Delete Canceled Order). */
  deleteOrder(orderId: number): Promise<Receipt>;

  /** One page of the canceled, rejected or expired orders (Ngorder reference, Get Canceled Orders). */
  listCanceled(query: CanceledPageQuery, signal?: AbortSignal): Promise<Page<Order>>;

  /** One page of the active orders (Ngorder reference, Get Orders). */
  listActive(query: ActivePageQuery, signal?: AbortSignal): Promise<Page<Order>>;

  /**
   * The canceled, rejected or expired orders as Excel (Ngorder reference, Download Canceled Orders), as a stream.
   * What comes isn't documented: it can be a workbook, JSON that it will be e-mailed, HTML or nothing.
   */
  downloadCanceled(query: CanceledQuery, signal?: AbortSignal): Promise<Download>;

  /** The shops the token belongs to (Ngorder reference, Get Shop); it changes nothing and so checks the token. */
  getShops(signal?: AbortSignal): Promise<Shop[]>;
}

const defaultLimits: NgorderLimits = {
  connectMs: 4_000,
  responseMs: 30_000,
  stallMs: 15_000,
  actMs: 10_000,
  readMs: 8_000,
  readTries: 3,
  maxWaitMs: 10_000,
  concurrency: 4,
};

/**
 * A client of the Ngorder API for one shop.
 * Throws a TypeError where the root is no http or https address, or the token can't be sent in a header.
 */
export function createNgorder(options: NgorderOptions): Ngorder {
  const limits = { ...defaultLimits, ...options.limits };
  requireAddress(options.root);
  requireToken(options.token);
  const { act, read, download } = createTransport(options, limits);

  return {
    limits,

    async cancelOrder(orderId) {
      const json = { id: requireOrderId(orderId) };
      return act(
        { endpoint: 'cancelOrder', method: 'POST', path: 'order/cancel', json },
        (answer) => readReceipt(answer, orderId, { documented: true }),
      );
    },

    async returnOrder(orderId) {
      const json = { id: requireOrderId(orderId) };
      return act(
        { endpoint: 'returnOrder', method: 'POST', path: 'order-cancel/return', json },
        (answer) => readReceipt(answer, orderId, { documented: false }),
      );
    },

    async deleteOrder(orderId) {
      const json = { id: requireOrderId(orderId) };
      return act(
        { endpoint: 'deleteOrder', method: 'DELETE', path: `order-cancel/${orderId}`, json },
        (answer) => readReceipt(answer, orderId, { documented: false }),
      );
    },

    listCanceled(query, signal) {
      const parameters = { ...canceledParameters(query), ...pageParameters(query) };
      return read(
        { endpoint: 'listCanceled', method: 'GET', path: 'order-cancel', query: parameters },
        (answer) => readOrderPage(answer, query),
        signal,
      );
    },

    listActive(query, signal) {
      const parameters = {
        keyword: query.keyword,
        type: query.keywordType,
        start_date: query.from,
        end_date: query.to,
        ...pageParameters(query),
      };
      return read(
        { endpoint: 'listActive', method: 'GET', path: 'order', query: parameters },
        (answer) => readOrderPage(answer, query),
        signal,
      );
    },

    downloadCanceled(query, signal) {
      const path = 'order-cancel/download';
      const parameters = canceledParameters(query);
      return download(
        { endpoint: 'downloadCanceled', method: 'GET', path, query: parameters },
        signal,
      );
    },

    getShops(signal) {
      return read({ endpoint: 'getShops', method: 'GET', path: 'shop' }, readShops, signal);
    },
  };
}

function canceledParameters({ type, from, to }: CanceledQuery) {
  return { type, start_date: from, end_date: to };
}

/** `pagination_offset` is the page's number, whatever its name says (Ngorder reference, Get Canceled Orders). */
function pageParameters({ perPage, page }: { perPage?: number; page?: number }) {
  return { per_page: perPage, pagination_offset: page };
}

function requireOrderId(orderId: number): number {
  if (Number.isSafeInteger(orderId) && orderId > 0) return orderId;
  throw new RangeError('An order ID is a positive whole number');
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
