import { approvalNeeded, operationToAsk, rolesToApprove } from '../../../team/approval.ts';
import { type Operation, type Role, rolesWith } from '../../../team/operations.ts';
import type { ShopSettings } from '../../../team/shop-settings.ts';
import { operationsOf, rolesFor } from '../rights.ts';
import type { ApprovalReason, Request } from '../states.ts';

type About = Pick<Request, 'kind' | 'run'>;
type Approved = About & Pick<Request, 'approval'>;

/** Why a Yes to this takes a second person by the settings of its shop, given its orders' totals; undefined: it doesn't. */
export function reasonFor(
  { kind }: Pick<Request, 'kind'>,
  totals: readonly (number | undefined)[],
  settings: ShopSettings,
): ApprovalReason | undefined {
  return approvalNeeded(settings, { operation: kind, totals });
}

/** The roles that may say yes or no to this first: many at once are for those alone who could do it themselves. */
export function mayAsk(
  about: About,
  settings: Pick<ShopSettings, 'approveDelete'>,
): readonly Role[] {
  return about.run === undefined
    ? rolesWith(operationToAsk(about.kind, settings))
    : rolesFor(about);
}

/** What those who stand behind a request must still have the right to when something is sent. */
export interface Signatures {
  /** Who said yes to it, or leads it now. */
  asked: readonly Operation[];
  /** Who approved it; nothing where one person is enough. */
  approved: readonly Operation[];
}

export function signaturesOf(request: Approved): Signatures {
  const { kind, run, approval } = request;
  if (approval === undefined) return { asked: operationsOf(request), approved: [] };
  const approveDelete = approval.why === 'delete';
  const asked =
    run === undefined ? [operationToAsk(kind, { approveDelete })] : operationsOf(request);
  return { asked, approved: ['approve', kind] };
}

/** The same as roles, for a statement. */
export function signingRoles(request: Approved) {
  const { kind, approval } = request;
  return {
    roles: mayAsk(request, { approveDelete: approval?.why === 'delete' }),
    ...(approval && { approvers: rolesToApprove(kind) }),
  };
}
