import type { ListName } from '../reading/order-lists.ts';

/** What is said of an order's money or parcel. */
export type Trait = 'cod' | 'paid' | 'unpaid' | 'installment' | 'shipped' | 'unshipped';

/** What a person looks for: every part of it must fit. */
export interface FindQuery {
  /** As {@link phoneNumber} gives them. */
  phones: string[];
  /** Folded; each must stand in a name, a product, an invoice, an AWB or the order's source. */
  words: string[];
  traits: Trait[];
  /** As {@link marketplaceOf} names it. */
  marketplace?: string;
  /** Only in these lists; absent: in all. */
  lists?: ListName[];
  /** First and last day of the order, 'yyyy-mm-dd'. */
  from?: string;
  to?: string;
}

/**
 * Why a text looks for nothing:
 * - `empty`: nothing but blanks, signs or words that say nothing of an order
 * - `too-short`: a single letter or digit
 * - `too-long`: a pasted paragraph
 */
export type FindQueryProblem = 'empty' | 'too-short' | 'too-long';

/** A text that names nothing to look for. */
export class FindQueryError extends Error {
  override readonly name = 'FindQueryError';
  readonly reason: FindQueryProblem;

  constructor(reason: FindQueryProblem) {
    super(`nothing to look for: ${reason}`);
    this.reason = reason;
  }
}
