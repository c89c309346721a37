import type { ActiveKeywordType, CanceledType } from './order.ts';

/** Which orders that came to nothing are meant: of one type, between two days, both included. */
export interface CanceledFilter {
  type: CanceledType;
  /** First day, 'yyyy-mm-dd'; undefined for no bound. */
  from?: string | undefined;
  /** Last day, 'yyyy-mm-dd'; undefined for no bound. */
  to?: string | undefined;
}

export interface CanceledPageQuery extends CanceledFilter {
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
