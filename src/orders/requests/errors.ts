import type { RequestedAct } from './states.ts';

/** What can be wrong with a decision on a request. */
export abstract class RequestError extends Error {}

/** No such request: the button is forged, or older than what is kept. */
export class RequestUnknown extends RequestError {
  override readonly name = 'RequestUnknown';
}

/** Somebody decided before; `requested` tells who, and what came of it. */
export class AlreadyDecided extends RequestError {
  override readonly name = 'AlreadyDecided';
  readonly requested: RequestedAct;

  constructor(requested: RequestedAct) {
    super(`decided before: ${requested.request.status}`);
    this.requested = requested;
  }
}

/** The question is too old, or another one has taken its place; `requested` tells which, and what to ask again. */
export class QuestionExpired extends RequestError {
  override readonly name = 'QuestionExpired';
  readonly requested: RequestedAct;

  constructor(requested: RequestedAct) {
    super('expired');
    this.requested = requested;
  }
}

/** The person has no right to decide this. */
export class NotAllowed extends RequestError {
  override readonly name = 'NotAllowed';
}

/** The shop wants to know why orders are canceled, and the Yes didn't say. The question asks for it from now on. */
export class ReasonNeeded extends RequestError {
  override readonly name = 'ReasonNeeded';
}

/** Another act on the same order is under way. */
export class OrderBusy extends RequestError {
  override readonly name = 'OrderBusy';
  readonly other: RequestedAct | undefined;

  constructor(other: RequestedAct | undefined) {
    super('another act on this order is under way');
    this.other = other;
  }
}
