import { doneWithin, type Within } from '../../../store/requests/record/done-rows.ts';
import { type Reason, reasons } from '../../../team/activity/reasons.ts';
import type { LedgerRows } from '../ledger-rows.ts';
import type { ActKind } from '../states.ts';

/** What one person did to orders through the bot: so many acts of a kind, for one reason. */
export interface DoneByTeam {
  kind: ActKind;
  /** Undefined: nobody's Yes led to it. */
  personId: number | undefined;
  /** Undefined where it is not known, or was taken out of the activity. */
  name: string | undefined;
  /** Undefined: nobody gave one, or one that this version doesn't know. */
  reason: Reason | undefined;
  acts: number;
}

/** What the team has done, as numbers. */
export function createDone({ botId, store }: LedgerRows) {
  return {
    /**
     * What was done to orders of a shop within a time, whenever they were ordered, by kind, person and reason; the most
     * first. An order that was canceled, returned and canceled again counts three times.
     * @example await ledger.doneWithin(shop.id, { from: startOfDay('2026-11-01', zone), before: Date.now() });
     */
    async doneWithin(shop: string, within: Within): Promise<DoneByTeam[]> {
      const rows = await doneWithin(store, botId, { shop, ...within });
      return rows.map(({ kind, person_id, name, reason, acts }) => ({
        kind,
        personId: person_id ?? undefined,
        name: name ?? undefined,
        reason: reasons.find((known) => known === reason),
        acts,
      }));
    },
  };
}
