// A question is put about an order: everything that changes one begins here.

import { owedAtDelete } from '../../orders/refunds/look-at.ts';
import type { Proposal } from '../../orders/requests/questions.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { show } from '../messages/send.ts';
import { targetOf } from '../messages/target.ts';
import { lines, type MessageView } from '../views/message-view.ts';
import { requestView } from '../views/request.ts';

/**
 * Writes a question into the ledger and shows it, below what stands above it. Only once it stands in the chat does the
 * message belong to it: until then what stood there before can still be answered.
 */
export async function propose(
  { ledger, refunds }: Pick<FeatureParts, 'ledger' | 'refunds'>,
  ctx: BotContext,
  about: Pick<Proposal, 'kind' | 'orderId' | 'seen' | 'foundAt'>,
  above: Partial<MessageView> = {},
): Promise<void> {
  const { chatId, topic } = targetOf(ctx);
  const question = await ledger.propose({
    ...about,
    shop: ctx.shop.id,
    poNumber: about.seen?.poNumber,
    askedBy: ctx.person,
    target: { chatId, threadId: topic },
  });
  const owed = await owedAtDelete(refunds, question);
  const { text, keyboard } = requestView(question, ctx.localizer, owed);
  const view = {
    text: lines(above.text, above.text && '', text),
    keyboard: [...(above.keyboard ?? []), ...keyboard],
  };
  const messageId = await show(ctx, view, { isRequest: true });
  await ledger.attach(question.request.token, chatId, messageId);
}
