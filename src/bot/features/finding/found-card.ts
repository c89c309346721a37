// A seller opens an order that was found, as it is now, and comes back to what else was found.

import { NgorderError } from '../../../ngorder/errors.ts';
import type { KeptHit } from '../../../orders/find/kept-search.ts';
import { findOrder } from '../../../orders/reading/find-order.ts';
import { type CardState, openCard } from '../../../orders/reading/open-card.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { shareable } from '../../i18n/audience.ts';
import { alert, showAsAnswer } from '../../messages/send.ts';
import { activeCardView } from '../../views/active-card.ts';
import { retryView } from '../../views/failure.ts';
import { foundView } from '../../views/found.ts';
import { button, type MessageView, type PressButton } from '../../views/message-view.ts';
import { listCursorOf } from '../../views/search.ts';
import { type CardParts, canceledCard } from '../canceled-card.ts';
import { openSearch } from './open-search.ts';

/** Which order of which search, and the page of it that is gone back to. */
interface Opened {
  id: string;
  orderId: number;
  page: number;
}

export async function showFoundCard(
  parts: CardParts & Pick<FeatureParts, 'searches'>,
  ctx: BotContext,
  { id, orderId, page }: Opened,
): Promise<void> {
  const { localizer, shop } = ctx;
  const search = await openSearch(parts.searches, ctx, id);
  const hit = search?.result?.hits.find(({ order }) => order.orderId === orderId);
  if (search?.result === undefined || hit === undefined) return alert(ctx, 'find-gone');
  const back = button(localizer.plain('button-back-to-found'), {
    press: 'found',
    search: id,
    page,
  });
  try {
    const now = await lookUp(shop.ngorder, hit);
    if (now.at === 'active' || now.at === 'canceled') {
      const view =
        now.at === 'active'
          ? activeCardView(now.order, localizer)
          : await canceledCard(parts, ctx, now.order, listCursorOf(now.foundAt));
      await showAsAnswer(ctx, leadingBack(view, back));
      return;
    }
    const key = now.at === 'nowhere' ? 'list-order-gone' : 'list-order-unsure';
    const notice = localizer.html(key, { id: shareable(String(orderId)) });
    await showAsAnswer(ctx, foundView(id, search.sought, search.result, page, localizer, notice));
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    await showAsAnswer(
      ctx,
      retryView(error, localizer, { press: 'foundCard', search: id, orderId, page }),
    );
  }
}

/** Where the order is now: it is looked for where it was found, and everywhere else before it is called gone. */
async function lookUp(
  ngorder: BotContext['shop']['ngorder'],
  { order: { orderId }, foundAt }: KeptHit,
): Promise<CardState> {
  if (foundAt !== undefined) return openCard(ngorder, orderId, foundAt);
  const { matches, complete } = await findOrder(ngorder, { kind: 'id', orderId });
  const [match] = matches;
  return match ?? { at: complete ? 'nowhere' : 'unsure' };
}

/** In place of the way back to a list, which nobody came from. */
function leadingBack({ text, keyboard }: MessageView, back: PressButton): MessageView {
  const rows = keyboard.map((row) =>
    row.filter((one) => !('press' in one && one.press.press === 'list')),
  );
  return { text, keyboard: [...rows.filter((row) => row.length > 0), [back]] };
}
