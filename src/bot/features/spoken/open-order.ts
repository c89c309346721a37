// A seller names an order and sees its card, wherever it is. Nothing is asked and nothing changes.

import type { OrderReference } from '../../../orders/order-reference.ts';
import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import { orderReference } from '../../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { feature } from '../../feature.ts';
import { show } from '../../messages/send.ts';
import { activeCardView } from '../../views/active-card.ts';
import type { MessageView } from '../../views/message-view.ts';
import {
  areSeveral,
  foundNotice,
  listCursorOf,
  type Meant,
  nothingFoundView,
  onlyOne,
  severalView,
  unfinishedView,
} from '../../views/search.ts';
import { showCanceledCard } from '../canceled-card.ts';
import { showDeletion } from '../deleted/card.ts';
import { withHistory } from '../order-history.ts';
import { searching } from '../searching.ts';

const open = shopButton('C', { operation: 'browse', fields: { reference: orderReference } });

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    open: FieldsOf<typeof open>;
  }
}

type OpenParts = Pick<
  FeatureParts,
  'ledger' | 'refunds' | 'history' | 'team' | 'shopSettings' | 'log'
>;

export const opening = feature('open', {
  declares: { buttons: { open } },
  handle: (parts) => ({
    buttons: { open: (ctx, { reference }) => openOrder(parts, ctx, reference) },
  }),
});

/** Shows the card of the order that a person named, all of them where several fit, or that there is none. */
export async function openOrder(
  parts: OpenParts,
  ctx: BotContext,
  reference: OrderReference,
): Promise<void> {
  await searching(parts, ctx, { reference, again: 'open' }, (result) =>
    showFound(parts, ctx, reference, result),
  );
}

async function showFound(
  parts: OpenParts,
  ctx: BotContext,
  reference: OrderReference,
  result: Meant,
): Promise<void> {
  const match = onlyOne(result);
  if (match?.at === 'deleted') {
    const notice = foundNotice(match.deletion.act, result, reference, ctx.localizer);
    return showDeletion(parts, ctx, match.deletion, { notice });
  }
  if (match === undefined) return void (await show(ctx, foundView(result, reference, ctx)));
  if (match.at === 'active') {
    const notice = foundNotice(match.order, result, reference, ctx.localizer);
    const card = activeCardView(match.order, ctx.localizer, notice);
    return void (await show(ctx, await withHistory(parts, ctx, match.order.orderId, card)));
  }
  const notice = foundNotice(match.order, result, reference, ctx.localizer);
  await showCanceledCard(parts, ctx, match.order, listCursorOf(match.foundAt), notice);
}

function foundView(
  result: Meant,
  reference: OrderReference,
  { localizer }: BotContext,
): MessageView {
  if (areSeveral(result)) return severalView(result, reference, localizer, 'open');
  return result.complete
    ? nothingFoundView(result, reference, localizer)
    : unfinishedView(result, reference, localizer, 'open');
}
