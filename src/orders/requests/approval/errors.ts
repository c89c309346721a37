import { RequestError } from '../errors.ts';
import type { RequestedAct } from '../states.ts';

/** Nobody approves what they asked for themselves. */
export class OwnRequest extends RequestError {
  override readonly name = 'OwnRequest';
}

/** Only who asked for it takes a request back. */
export class NotWhoAsked extends RequestError {
  override readonly name = 'NotWhoAsked';
  readonly requested: RequestedAct;

  constructor(requested: RequestedAct) {
    super('asked for by somebody else');
    this.requested = requested;
  }
}

/** It takes a second person, and there is nobody else who may approve it. */
export class NobodyToApprove extends RequestError {
  override readonly name = 'NobodyToApprove';
}
