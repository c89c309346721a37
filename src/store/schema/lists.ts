import type { Generated } from 'kysely';
import type { ActKind } from '../requests/states.ts';

/** Orders that somebody has picked, to do something with them. */
export interface SelectionsTable {
  /** Short, since buttons carry it. */
  id: string;
  bot_id: number;
  shop: string;
  person_id: number;
  person_name: string;
  chat_id: number;
  thread_id: number | null;
  /** What is picked, as JSON: numbers of orders, or a list with its marks. */
  picked: string;
  /** What is to be asked about them, while the question is being prepared. */
  wanted: ActKind | null;
  /** The message that is to become the question; null: a new one. */
  message_id: number | null;
  created_at: number;
  due_at: number;
  failures: number;
}

/** What somebody wants to know of a shop's orders: those that fit, or the numbers of a time. */
export type SearchKind = 'orders' | 'statistics';

/** What somebody looks for, and what was found. */
export interface SearchesTable {
  id: string;
  bot_id: number;
  kind: Generated<SearchKind>;
  /** Counts how often it was asked for: what came of an earlier asking is not shown for a later one. */
  version: Generated<number>;
  shop: string;
  chat_id: number;
  /** 0 outside topics. */
  thread_id: number;
  /** The message that shows it; 0: none does any more. */
  message_id: number;
  asked_by: number;
  /** waiting, stopped, found or over. */
  status: string;
  query_encrypted: string;
  result_encrypted: string | null;
  created_at: number;
  due_at: number;
}

/** What somebody can ask for. */
export type ExportFileFormat = 'xlsx' | 'csv';

/** Where its orders come from: a list, what a search finds, what somebody picked, what is owed. */
export type ExportSourceKind = 'list' | 'search' | 'selection' | 'refunds';

export interface ExportsTable {
  id: string;
  bot_id: number;
  shop: string;
  chat_id: number;
  /** 0 outside topics. */
  thread_id: number;
  /** The message that was pressed; 0 in private. */
  reply_to: number;
  asked_by: number;
  source: Generated<ExportSourceKind>;
  /** Of a search or a selection, its ID; else ''. */
  source_id: Generated<string>;
  /** Of a list; else ''. */
  type: string;
  /** Days, yyyy-mm-dd; '' for no bound. */
  from_day: string;
  to_day: string;
  format: Generated<ExportFileFormat>;
  /** waiting; closed: the chat is about to see what came of it; sent. One that is over is removed. */
  status: string;
  /** Which of its several files were handed over before the last one, as JSON; null: none. */
  delivered: string | null;
  /** The message that says that the file is on its way; 0 before it is sent. */
  status_message_id: number;
  created_at: number;
  due_at: number;
  failures: number;
}

/** Money that a shop owes for a canceled order, or has owed. */
export interface RefundsTable {
  bot_id: number;
  shop: string;
  order_id: number;
  status: RefundStatus;
  /** In rupiah; null where the order doesn't tell how much was paid. */
  amount: number | null;
  /** The order as it was canceled, or found canceled. */
  order_encrypted: string;
  opened_at: number;
  /** Who canceled it by the bot; null: somebody did so elsewhere. */
  canceled_by: string | null;
  closed_at: number | null;
  /** Null: it was closed by the order's return. */
  closed_by: number | null;
  closed_by_name: string | null;
  /** How the money went back. */
  way: string | null;
}

/** open; refunded: somebody said that the money went back; returned: the order is active again. */
export type RefundStatus = 'open' | 'refunded' | 'returned';
