import type { OrderReference } from '../../../orders/order-reference.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { show } from '../../messages/send.ts';
import { deletedView } from '../../views/deleted.ts';
import { withHistory } from '../order-history.ts';

/** Shows an order that the team has deleted, as it was. False: the bot has deleted none like that. */
export async function showDeleted(
  parts: Pick<FeatureParts, 'ledger' | 'history'>,
  ctx: BotContext,
  reference: OrderReference,
  search?: string,
): Promise<boolean> {
  const deletion = await parts.ledger.deletion(ctx.shop.id, reference);
  if (deletion === undefined) return false;
  const card = deletedView(deletion, ctx.localizer, search);
  await show(ctx, await withHistory(parts, ctx, deletion.act.orderId, card));
  return true;
}
