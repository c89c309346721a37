import type { RequestedAct } from '../../../orders/requests/states.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { show } from '../../messages/send.ts';
import { deletedView } from '../../views/deleted.ts';
import { withHistory } from '../order-history.ts';

type DeletedParts = Pick<FeatureParts, 'ledger' | 'history'>;

/** Shows an order that the team has deleted, as it was. False: the bot has deleted none with this ID. */
export async function showDeleted(
  parts: DeletedParts,
  ctx: BotContext,
  orderId: number,
  search?: string,
): Promise<boolean> {
  const [deletion] = await parts.ledger.deletions(ctx.shop.id, { kind: 'id', orderId });
  if (deletion === undefined) return false;
  await showDeletion(parts, ctx, deletion, { search });
  return true;
}

/** Shows a deleted order as it was. */
export async function showDeletion(
  parts: DeletedParts,
  ctx: BotContext,
  deletion: RequestedAct,
  around: { search?: string | undefined; notice?: string | undefined } = {},
): Promise<void> {
  const card = deletedView(deletion, ctx.localizer, around);
  await show(ctx, await withHistory(parts, ctx, deletion.act.orderId, card));
}
