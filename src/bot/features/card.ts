// A seller opens one canceled order, and asks to return it to active or to delete it for good.

import { NgorderError } from '../../ngorder/errors.ts';
import { openCard } from '../../orders/reading/open-card.ts';
import { type FieldsOf, shopButton } from '../callbacks/codec.ts';
import { inTens, type ListCursor, listCursor, oneOf, positive } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { feature } from '../feature.ts';
import { shareable } from '../i18n/audience.ts';
import { show } from '../messages/send.ts';
import { notLocatedView, retryView } from '../views/failure.ts';
import { showCanceledCard } from './canceled-card.ts';
import { showList } from './lists/list.ts';
import { propose } from './propose.ts';

const card = shopButton('O', {
  operation: 'browse',
  fields: { orderId: positive, cursor: listCursor },
});
const ask = shopButton('A', {
  operation: ({ kind }) => kind,
  asks: true,
  fields: { kind: oneOf({ return: 'r', delete: 'd' }), orderId: positive, cursor: listCursor },
});

declare module '../callbacks/codec.ts' {
  interface Buttons {
    card: FieldsOf<typeof card>;
    ask: FieldsOf<typeof ask>;
  }
}

type CardParts = Pick<FeatureParts, 'ledger' | 'refunds' | 'history' | 'team' | 'shopSettings'>;

export const orderCard = feature('card', {
  declares: { buttons: { card, ask } },
  handle: (parts) => ({
    buttons: {
      card: (ctx, { orderId, cursor }) => showCard(parts, ctx, orderId, cursor),
      ask: (ctx, { kind, orderId, cursor }) => askAboutCanceled(parts, ctx, kind, orderId, cursor),
    },
  }),
});

/** Shows the order as it is now and asks whether it is to be returned or deleted. */
export async function askAboutCanceled(
  parts: CardParts,
  ctx: BotContext,
  kind: 'return' | 'delete',
  orderId: number,
  cursor: ListCursor,
): Promise<void> {
  const found = await findCard(parts, ctx, orderId, cursor);
  if (found === undefined) return;
  await propose(parts, ctx, { kind, orderId, seen: found.order, foundAt: found.foundAt });
}

async function showCard(
  parts: CardParts,
  ctx: BotContext,
  orderId: number,
  cursor: ListCursor,
): Promise<void> {
  const found = await findCard(parts, ctx, orderId, cursor);
  if (found !== undefined) await showCanceledCard(parts, ctx, found.order, cursor);
}

/**
 * The order as it is now. When it is no longer canceled, says so above the refreshed list instead; when it did not turn up,
 * offers to look once more.
 */
async function findCard(parts: CardParts, ctx: BotContext, orderId: number, cursor: ListCursor) {
  const { localizer, shop } = ctx;
  try {
    const found = await openCard(shop.ngorder, orderId, inTens(cursor));
    if (found.at === 'canceled') return found;
    if (found.at === 'unsure') {
      await show(ctx, notLocatedView(orderId, cursor, localizer));
      return undefined;
    }
    const notice = found.at === 'active' ? 'list-order-active' : 'list-order-gone';
    const words = localizer.html(notice, { id: shareable(String(orderId)) });
    await showList(parts, ctx, cursor, words);
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    await show(ctx, retryView(error, localizer, { press: 'card', orderId, cursor }));
  }
  return undefined;
}
