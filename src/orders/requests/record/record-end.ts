import type { Kysely } from 'kysely';
import type { Encryption } from '../../../store/encryption/encryption.ts';
import type { ActRow } from '../../../store/requests/acts/act.ts';
import { decisionOn } from '../../../store/requests/decision/decide.ts';
import type { Tables } from '../../../store/schema.ts';
import type { Activity } from '../../../team/activity/activity.ts';
import { actOf } from '../rows.ts';
import type { Outcome, Person, SettledBy } from '../states.ts';

/** How an act ended, and how that became known. */
export interface Ending {
  outcome: Outcome;
  settledBy: SettledBy | undefined;
  /** Who said so, where nobody could read it. */
  saidBy: Person | undefined;
}

/** Writes down how an act ended, in the transaction that settles it: once for each act, whenever the process is killed. */
export function recordEnd(
  activity: Activity,
  encryption: Encryption,
  { outcome, settledBy, saidBy }: Ending,
): (row: ActRow, transaction: Kysely<Tables>) => Promise<void> {
  return async (row, transaction) => {
    const decision = await decisionOn(transaction, row.request);
    const { decided_by: id, decided_by_name: name } = decision;
    // Who said no has not done what an earlier request did all the same.
    const isTheirs = id !== null && decision.status !== 'declined';
    const act = actOf(row, encryption);
    const { seen } = act;
    await activity.record(
      {
        kind: decision.kind,
        shop: row.shop,
        person: isTheirs ? { id, name: name ?? '' } : undefined,
        subject: saidBy,
        chat: decision.chat_id ?? undefined,
        order: {
          id: row.order_id,
          poNumber: row.po_number ?? undefined,
          before: outcome.kind === 'done' ? seen : undefined,
        },
        act: { request: row.request, position: row.position },
        result: outcome.kind,
        reason: act.reason,
        note: act.reasonNote,
        facts: {
          ...(settledBy && { settledBy }),
          ...(outcome.kind === 'refused' && { error: outcome.error }),
          ...(seen?.totalAmount !== undefined && { total: seen.totalAmount }),
        },
      },
      transaction,
    );
  };
}
