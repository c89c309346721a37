// The card of a canceled order, from wherever somebody comes to it.

import type { Order } from '../../ngorder/order.ts';
import { refundFor } from '../../orders/refunds/look-at.ts';
import type { ListCursor } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { showAsAnswer } from '../messages/send.ts';
import { toAsk } from '../middleware/rights.ts';
import { cardView, type OfferedAct, offeredActs } from '../views/card.ts';
import type { MessageView } from '../views/message-view.ts';
import { withHistory } from './order-history.ts';

export type CardParts = Pick<FeatureParts, 'refunds' | 'history' | 'team' | 'shopSettings'>;

/** Shows an order that came to nothing, with what is owed for it; `notice` (HTML) stands above it. */
export async function showCanceledCard(
  parts: CardParts,
  ctx: BotContext,
  order: Order,
  cursor: ListCursor,
  notice?: string,
): Promise<void> {
  await showAsAnswer(ctx, await canceledCard(parts, ctx, order, cursor, notice));
}

/** The card itself, for who shows it with something beside it. */
export async function canceledCard(
  parts: CardParts,
  ctx: BotContext,
  order: Order,
  cursor: ListCursor,
  notice?: string,
): Promise<MessageView> {
  const owed = await refundFor(parts.refunds, ctx.shop, order);
  const acts = await actsOffered(parts, ctx);
  const card = cardView(order, cursor, ctx.localizer, { notice, owed, acts });
  return withHistory(parts, ctx, order.orderId, card);
}

/** In a private chat what the person may ask for; in a group everything, since others read the card too. */
async function actsOffered(parts: CardParts, ctx: BotContext): Promise<readonly OfferedAct[]> {
  if (ctx.audience.inGroup) return offeredActs;
  const may = await Promise.all(
    offeredActs.map(async (act) =>
      parts.team.may(ctx.person.id, await toAsk(ctx, act, parts), ctx.shop.id),
    ),
  );
  return offeredActs.filter((_, index) => may[index]);
}
