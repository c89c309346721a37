import type { Order } from '../../ngorder/order.ts';
import type { Within } from '../../store/requests/record/done-rows.ts';
import type { Store } from '../../store/store.ts';
import { createActSteps } from './act-steps.ts';
import { createApprovals } from './approval/approvals.ts';
import { createHolds } from './grace/holds.ts';
import { openLedgerRows } from './ledger-rows.ts';
import { createQuestions } from './questions.ts';
import { createDeleted } from './record/deleted.ts';
import { createDone } from './record/done.ts';
import { createReasons } from './record/reasons.ts';
import { actOf } from './rows.ts';
import { createRuns } from './runs/runs.ts';
import type { RequestedAct } from './states.ts';

/**
 * The one safe way to change an order: who asked, who decided, what was sent and what came of it.
 * Every step is one atomic transaction, so that of many who press, one is heard.
 */
export type Ledger = ReturnType<typeof createLedger>;

/** An order that the team canceled, with as much as was known of it then. */
export type CanceledByTeam = Pick<Order, 'orderId'> & Partial<Order>;

export interface LedgerOptions {
  /** Told of each act that was confirmed and has come to its end. */
  onEnd?: (requested: RequestedAct) => void;
  /** How long deletes are held back after their Yes, in milliseconds, in place of what shops choose; 0: not at all. */
  deleteGraceMs?: number | undefined;
}

export function createLedger(
  store: Store,
  botId: number,
  { onEnd = () => undefined, deleteGraceMs }: LedgerOptions = {},
) {
  const listeners = new Set<() => void>();
  const announce = () => {
    for (const listener of listeners) listener();
  };
  const rows = openLedgerRows(store, botId, announce, deleteGraceMs);
  return {
    ...createQuestions(rows),
    ...createActSteps(rows, onEnd),
    ...createRuns(rows, onEnd),
    ...createApprovals(rows),
    ...createHolds(rows),
    ...createDeleted(rows),
    ...createDone(rows),
    ...createReasons(rows),

    /** Calls back after every change that a worker should look at. Returns the way to stop that. */
    onChange(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /**
     * What the team has canceled in a shop within a time (milliseconds since 1970), and has neither returned nor deleted
     * since then, the latest first. The orders are as they were seen; of one that nobody saw, or whose data can't be read,
     * only the numbers are known.
     */
    async canceledWithin(shop: string, within: Within, most: number): Promise<CanceledByTeam[]> {
      const found = await rows.acts.standingOf(shop, 'cancel', within, most);
      return found.map((row) => {
        const { seen } = actOf(row, store.encryption);
        return seen ?? { orderId: row.order_id, ...(row.po_number && { poNumber: row.po_number }) };
      });
    },

    /** An act with its request. @throws {RequestUnknown} */
    get: rows.get,
  };
}
