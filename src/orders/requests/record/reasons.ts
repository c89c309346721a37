import { giveReason } from '../../../store/requests/decision/reason-rows.ts';
import type { Reason } from '../../../team/activity/reasons.ts';
import { rolesWith } from '../../../team/operations.ts';
import type { ShopSettings } from '../../../team/shop-settings.ts';
import { NotAllowed } from '../errors.ts';
import type { LedgerRows } from '../ledger-rows.ts';
import type { ActKind, Person } from '../states.ts';

/** The longest note that is kept with a reason, in characters. */
export const longestNote = 200;

/** Why an order is canceled, and what somebody wrote about it. */
export interface GivenReason {
  reason: Reason;
  note?: string | undefined;
}

/** Whether a Yes to this has to say why, in a shop with these settings. */
export function asksReason(
  kind: ActKind,
  { reasonRequired }: Pick<ShopSettings, 'reasonRequired'>,
): boolean {
  return kind === 'cancel' && reasonRequired;
}

/** Why orders were canceled: Ngorder has no field for it, so that the bot keeps it. */
export function createReasons({ store, botId, activity, announce }: LedgerRows) {
  return {
    /**
     * Somebody who may cancel says why an order was canceled, or says so anew.
     * @throws {NotAllowed} when they have no right to it, or nothing was canceled
     */
    async giveReason(
      token: string,
      person: Person,
      reason: Reason,
      note?: string | undefined,
    ): Promise<void> {
      const given = await giveReason(store, botId, token, {
        reason,
        note,
        personId: person.id,
        roles: rolesWith('cancel'),
        alongside: ({ shop, order_id, po_number }, transaction) =>
          activity.record(
            {
              kind: 'reason',
              shop,
              person,
              order: { id: order_id, poNumber: po_number ?? undefined },
              act: { request: token, position: 0 },
              reason,
              note,
            },
            transaction,
          ),
      });
      if (!given) throw new NotAllowed('no right to give a reason, or nothing was canceled');
      announce();
    },
  };
}
