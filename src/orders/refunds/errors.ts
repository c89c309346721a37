import type { Refund } from './refund.ts';

/** A refund that could not be marked; nothing was changed. */
export abstract class RefundError extends Error {
  abstract readonly kind: string;

  constructor() {
    super(new.target.name);
    this.name = new.target.name;
  }
}

/** Nothing is owed for this order, or nothing more. */
export class NotOwed extends RefundError {
  readonly kind = 'NotOwed';
  /** What became of it; absent where nothing was ever owed. */
  readonly refund: Refund | undefined;

  constructor(refund: Refund | undefined) {
    super();
    this.refund = refund;
  }
}

/** The person has no right to it, or has it no more. */
export class RefundNotAllowed extends RefundError {
  readonly kind = 'RefundNotAllowed';
}
