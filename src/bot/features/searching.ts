import { NgorderError } from '../../ngorder/errors.ts';
import type { OrderReference } from '../../orders/order-reference.ts';
import { findOrder } from '../../orders/reading/find-order.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { show } from '../messages/send.ts';
import { retryView } from '../views/failure.ts';
import type { Meant } from '../views/search.ts';

/**
 * Looks for the order that a person named, also among those that the team has deleted, while the chat shows that the bot is at it, and has what was found shown.
 * Where Ngorder fails, that is said instead, with a button that does `again` once more.
 */
export async function searching(
  { log, ledger }: Pick<FeatureParts, 'log' | 'ledger'>,
  ctx: BotContext,
  { reference, again }: { reference: OrderReference; again: 'find' | 'open' },
  showFound: (result: Meant) => Promise<unknown>,
): Promise<void> {
  // A courtesy: the search doesn't wait for it, and doesn't fail with it.
  ctx
    .replyWithChatAction('typing')
    .catch((error: unknown) => log.debug({ err: error }, 'chat action not shown'));
  try {
    const result = await findOrder(ctx.shop.ngorder, reference);
    const live = new Set(result.matches.map(({ order }) => order.orderId));
    const deleted = await ledger.deletions(ctx.shop.id, reference);
    await showFound({
      ...result,
      deleted: deleted.filter(({ act }) => !live.has(act.orderId)),
    });
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    await show(ctx, retryView(error, ctx.localizer, { press: again, reference }));
  }
}
