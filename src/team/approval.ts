import type { ApprovalReason } from '../store/requests/states.ts';
import { granted, type Operation, type Role, roles } from './operations.ts';
import type { ShopSettings } from './shop-settings.ts';

/** How long an approval is waited for, in milliseconds. */
export const approvalLifetimeMs = 24 * 3_600_000;

/** What is to be done, and to orders of which totals: in rupiah, undefined where nobody knows. */
export interface Intended {
  operation: Operation;
  totals: readonly (number | undefined)[];
}

/** Why this takes a second person in a shop with these settings; undefined: one is enough. A total that nobody knows may be above. */
export function approvalNeeded(
  { approveDelete, approveAbove, approveBulk }: ShopSettings,
  { operation, totals }: Intended,
): ApprovalReason | undefined {
  if (operation === 'delete' && approveDelete) return 'delete';
  if (approveBulk && totals.length > 1) return 'bulk';
  const isAbove = (total: number | undefined) =>
    approveAbove !== null && (total === undefined || total > approveAbove);
  return totals.some(isAbove) ? 'amount' : undefined;
}

/**
 * What a person must have the right to for asking for this: where a second person looks at every delete, whoever may
 * cancel may ask for one.
 */
export function operationToAsk(
  operation: Operation,
  { approveDelete }: Pick<ShopSettings, 'approveDelete'>,
): Operation {
  return operation === 'delete' && approveDelete ? 'cancel' : operation;
}

/** The roles that may approve this: they could do it themselves. */
export function rolesToApprove(operation: Operation): readonly Role[] {
  return roles.filter(
    (role) => granted[role].includes('approve') && granted[role].includes(operation),
  );
}
