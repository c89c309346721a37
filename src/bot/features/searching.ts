import { NgorderError } from '../../ngorder/errors.ts';
import type { OrderReference } from '../../orders/order-reference.ts';
import { findOrder, type SearchResult } from '../../orders/reading/find-order.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { show } from '../messages/send.ts';
import { retryView } from '../views/failure.ts';

/**
 * Looks for the order that a person named, while the chat shows that the bot is at it, and has what was found shown.
 * Where Ngorder fails, that is said instead, with a button that does `again` once more.
 */
export async function searching(
  { log }: Pick<FeatureParts, 'log'>,
  ctx: BotContext,
  { reference, again }: { reference: OrderReference; again: 'find' | 'open' },
  showFound: (result: SearchResult) => Promise<unknown>,
): Promise<void> {
  // A courtesy: the search doesn't wait for it, and doesn't fail with it.
  ctx
    .replyWithChatAction('typing')
    .catch((error: unknown) => log.debug({ err: error }, 'chat action not shown'));
  try {
    await showFound(await findOrder(ctx.shop.ngorder, reference));
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    await show(ctx, retryView(error, ctx.localizer, { press: again, reference }));
  }
}
