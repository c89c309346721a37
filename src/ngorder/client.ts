import type { Readable } from 'node:stream';
import type { ActiveKeywordType, CanceledType, Order, Page } from './order.ts';

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
 * what is certain; where a signal is given and aborted, with the signal's reason.
 */
export interface Ngorder {
  readonly limits: NgorderLimits;
  cancelOrder(orderId: number): Promise<Receipt>;
  returnOrder(orderId: number): Promise<Receipt>;
  deleteOrder(orderId: number): Promise<Receipt>;
  listCanceled(query: CanceledPageQuery, signal?: AbortSignal): Promise<Page<Order>>;
  listActive(query: ActivePageQuery, signal?: AbortSignal): Promise<Page<Order>>;
  downloadCanceled(query: CanceledQuery, signal?: AbortSignal): Promise<Download>;
  getShops(signal?: AbortSignal): Promise<Shop[]>;
}

/** A client of the Ngorder API for one shop. */
export declare function createNgorder(options: NgorderOptions): Ngorder;
