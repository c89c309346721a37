// The card of a canceled order, from wherever somebody comes to it.

import type { Order } from '../../ngorder/order.ts';
import { refundFor } from '../../orders/refunds/look-at.ts';
import type { ListCursor } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { show } from '../messages/send.ts';
import { cardView } from '../views/card.ts';

/** Shows an order that came to nothing, with what is owed for it; `notice` (HTML) stands above it. */
export async function showCanceledCard(
  { refunds }: Pick<FeatureParts, 'refunds'>,
  ctx: BotContext,
  order: Order,
  cursor: ListCursor,
  notice?: string,
): Promise<void> {
  const owed = await refundFor(refunds, ctx.shop, order);
  await show(ctx, cardView(order, cursor, ctx.localizer, { notice, owed }));
}
