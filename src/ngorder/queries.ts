import type { ActiveKeywordType, CanceledType } from './order.ts';

/** Orders of one type that came to nothing, between two days. */
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
