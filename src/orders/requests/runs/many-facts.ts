import type { ActRow } from '../../../store/requests/acts/act.ts';

/** An order in a line: what a person tells it by. */
export interface OrderInBrief {
  orderId: number;
  poNumber?: number | undefined;
  /** In rupiah. */
  total?: number | undefined;
  isPaid?: true;
  isShipped?: true;
  isCod?: true;
}

/**
 * What is said of many orders before a person decides about them, and stays said. Texts are as the person wrote them;
 * numbers are order IDs.
 */
export interface ManyFacts {
  /** Those that something is to be done to. */
  orders: readonly OrderInBrief[];
  /** The act would change nothing: each is already where it would bring it. */
  already: readonly number[];
  /** They are where the act can't be done to them. */
  elsewhere: readonly number[];
  /** Looked for in all lists to their ends, and not there. */
  missing: readonly string[];
  /** Not found so far: not everything could be read. */
  unsure: readonly string[];
  /** Each fits more than one order. */
  ambiguous: readonly string[];
  /** Named more than once; each counts once. */
  repeated: readonly string[];
  /** Understood as no order. */
  unread: readonly string[];
  /** Read otherwise than written: `1.338` as 1338. */
  reread: readonly string[];
  /** Changed after the run that is to be undone; absent: none, as in all that undoes nothing. */
  changed?: readonly number[] | undefined;
  /** What a return can't be taken back for: they were rejected or expired. Absent: none. */
  final?: readonly number[] | undefined;
}

/** What is left to be said where nothing else can be decrypted any more: which orders they are. */
export function bareFacts(acts: readonly Pick<ActRow, 'order_id' | 'po_number'>[]): ManyFacts {
  return {
    orders: acts.map(({ order_id, po_number }) => ({
      orderId: order_id,
      poNumber: po_number ?? undefined,
    })),
    already: [],
    elsewhere: [],
    missing: [],
    unsure: [],
    ambiguous: [],
    repeated: [],
    unread: [],
    reread: [],
  };
}
