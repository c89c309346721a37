// What was done to an order stands on its card, with the way to all of it.

import type { BotContext, FeatureParts } from '../context.ts';
import { cardWithHistory } from '../views/activity.ts';
import type { MessageView } from '../views/message-view.ts';

/** So many lines are shown on the card itself. */
const onCard = 3;

/** The card with the last things that were done to its order; as it is where nothing was. */
export async function withHistory(
  { history }: Pick<FeatureParts, 'history'>,
  { shop, localizer }: BotContext,
  orderId: number,
  card: MessageView,
): Promise<MessageView> {
  const { rows } = await history.page({ shop: shop.id, order: orderId }, 1, onCard);
  return cardWithHistory(card, orderId, rows, localizer);
}
