/** The log of requests to the API. */
import { Journal } from '../control/journal.ts';
import type { Operation } from './api/api.ts';
import type { FaultKind } from './faults/faults.ts';

/** A request to the API, logged on arrival; `status` and `ms` are added with the response. */
export interface ApiCall {
  /** Starting at 1, in order of arrival since the last reset. */
  number: number;
  /** ISO time of arrival. */
  at: string;
  /** Undefined for an unknown path or another method. */
  operation?: Operation;
  method: string;
  /** The whole path, such as `/api/open/order/cancel`. */
  path: string;
  query: Record<string, string>;
  /** In lower case; the token is replaced by stars. */
  headers: Record<string, string>;
  /** Whether a shop's token came with it. */
  authorized: boolean;
  /** The name of the shop whose token it was. */
  shop?: string;
  /** Parsed JSON, or the raw text; undefined without a body. */
  body?: unknown;
  /** Undefined while it is in progress, and when the connection ended without a response. */
  status?: number;
  ms?: number;
  /** Whether an order was changed. */
  effect: boolean;
  fault?: FaultKind;
}

/** The last 5,000 calls. */
export class CallLog {
  readonly #calls = new Journal<ApiCall>();
  #number = 0;

  /** Changes to the returned entry show in the log. */
  add(call: Omit<ApiCall, 'number' | 'at' | 'effect'>): ApiCall {
    this.#number += 1;
    const numbered = { number: this.#number, at: new Date().toISOString(), ...call, effect: false };
    this.#calls.add(numbered);
    return numbered;
  }

  /** Oldest first; a copy. */
  list(operation?: Operation): ApiCall[] {
    const calls = this.#calls.entries();
    return structuredClone(calls.filter((call) => !operation || call.operation === operation));
  }

  clear(): void {
    this.#calls.clear();
    this.#number = 0;
  }
}
