/**
 * How certain it is whether a request that failed had an effect:
 * - `noEffect`: it had none, and never will;
 * - `unknown`: it may have had one, or have one later on;
 * - `mustReadBack`: Ngorder has answered, so nothing can happen later on, but only reading tells what has.
 */
export type EffectCertainty = 'noEffect' | 'unknown' | 'mustReadBack';

export type NgorderErrorKind =
  | 'TokenRejected'
  | 'Forbidden'
  | 'OrderNotThere'
  | 'OrderGone'
  | 'Throttled'
  | 'RequestRefused'
  | 'SaidFailed'
  | 'Maintenance'
  | 'ServerFault'
  | 'TimedOut'
  | 'ConnectionBroken'
  | 'NotConnected'
  | 'TooLate'
  | 'Redirected'
  | 'Unreadable';

export interface FailureFacts {
  /** The client's function that was called, such as `cancelOrder`. */
  endpoint: string;
  /** The HTTP status, where there was an answer. */
  status?: number;
  /** Ngorder's own words, flattened to one sentence. */
  apiMessage?: string;
  /** What went wrong below HTTP or in the answer's shape, such as `ECONNRESET` or `data[3].order_id`. */
  detail?: string;
  /** How long Ngorder asked to wait. */
  retryAfterMs?: number;
}

/**
 * Any way in which Ngorder can fail. It never holds the token: no header, no request and no cause is kept.
 * `message` is for logs and leaves Ngorder's own words out, since these may name a buyer.
 */
export abstract class NgorderError extends Error {
  abstract readonly kind: NgorderErrorKind;
  abstract readonly certainty: EffectCertainty;
  readonly endpoint: string;
  declare readonly status?: number;
  declare readonly apiMessage?: string;

  constructor(what: string, facts: FailureFacts) {
    const status = facts.status === undefined ? '' : ` (${facts.status})`;
    const detail = facts.detail === undefined ? '' : `: ${facts.detail}`;
    super(`Ngorder ${facts.endpoint}: ${what}${status}${detail}`);
    this.name = new.target.name;
    this.endpoint = facts.endpoint;
    if (facts.status !== undefined) this.status = facts.status;
    if (facts.apiMessage !== undefined) this.apiMessage = facts.apiMessage;
  }
}

/** 401: the token is wrong, or the shop's subscription has ended. */
export class TokenRejected extends NgorderError {
  readonly kind = 'TokenRejected';
  readonly certainty = 'noEffect';

  constructor(facts: FailureFacts) {
    super('the token is rejected', facts);
  }
}

/** 403: the token's shop may not do this. */
export class Forbidden extends NgorderError {
  readonly kind = 'Forbidden';
  readonly certainty = 'noEffect';

  constructor(facts: FailureFacts) {
    super('not allowed for this shop', facts);
  }
}

/** 404: no such order where the request looked for it. */
export class OrderNotThere extends NgorderError {
  readonly kind = 'OrderNotThere';
  readonly certainty = 'mustReadBack';

  constructor(facts: FailureFacts) {
    super('not found', facts);
  }
}

/** 410: it was there and isn't any more. */
export class OrderGone extends NgorderError {
  readonly kind = 'OrderGone';
  readonly certainty = 'mustReadBack';

  constructor(facts: FailureFacts) {
    super('gone', facts);
  }
}

/** 429: too many requests. */
export class Throttled extends NgorderError {
  readonly kind = 'Throttled';
  readonly certainty = 'noEffect';
  declare readonly retryAfterMs?: number;

  constructor(facts: FailureFacts) {
    super('too many requests', facts);
    if (facts.retryAfterMs !== undefined) this.retryAfterMs = facts.retryAfterMs;
  }
}

/** Any other 4xx; of a read also JSON that says it failed. */
export class RequestRefused extends NgorderError {
  readonly kind = 'RequestRefused';
  readonly certainty = 'noEffect';

  constructor(facts: FailureFacts) {
    super('the request is refused', facts);
  }
}

/** JSON that says the act failed, under a status that says it didn't: one of the two is wrong. */
export class SaidFailed extends NgorderError {
  readonly kind = 'SaidFailed';
  readonly certainty = 'mustReadBack';

  constructor(facts: FailureFacts) {
    super('it says that it failed', facts);
  }
}

/** 503: Ngorder is being maintained. */
export class Maintenance extends NgorderError {
  readonly kind = 'Maintenance';
  readonly certainty = 'unknown';
  declare readonly retryAfterMs?: number;

  constructor(facts: FailureFacts) {
    super('under maintenance', facts);
    if (facts.retryAfterMs !== undefined) this.retryAfterMs = facts.retryAfterMs;
  }
}

/** Any other 5xx. */
export class ServerFault extends NgorderError {
  readonly kind = 'ServerFault';
  readonly certainty = 'unknown';

  constructor(facts: FailureFacts) {
    super('a fault on its side', facts);
  }
}

/** Connected, but no answer, or no whole answer, in time. */
export class TimedOut extends NgorderError {
  readonly kind = 'TimedOut';
  readonly certainty = 'unknown';

  constructor(facts: FailureFacts) {
    super('no answer in time', facts);
  }
}

/** The connection broke after it had been made, before the whole answer was there. */
export class ConnectionBroken extends NgorderError {
  readonly kind = 'ConnectionBroken';
  readonly certainty = 'unknown';

  constructor(facts: FailureFacts) {
    super('the connection broke', facts);
  }
}

/** No connection was made: it is certain that nothing was sent. */
export class NotConnected extends NgorderError {
  readonly kind = 'NotConnected';
  readonly certainty = 'noEffect';

  constructor(facts: FailureFacts) {
    super('not connected', facts);
  }
}

/** When the connection stood, its sender no longer wanted the request sent: it is certain that nothing was. */
export class TooLate extends NgorderError {
  readonly kind = 'TooLate';
  readonly certainty = 'noEffect';

  constructor(facts: FailureFacts) {
    super('too late to send', facts);
  }
}

/** 3xx: no redirect is followed, since the token would travel along. */
export class Redirected extends NgorderError {
  readonly kind = 'Redirected';
  readonly certainty = 'unknown';

  constructor(facts: FailureFacts) {
    super('redirected elsewhere', facts);
  }
}

/** An answer that isn't what the reference describes: HTML, not JSON, or of another shape. */
export class Unreadable extends NgorderError {
  readonly kind = 'Unreadable';
  readonly certainty = 'unknown';

  constructor(facts: FailureFacts) {
    super('an answer that cannot be read', facts);
  }
}
