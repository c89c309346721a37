// Somebody has sent a shop's token: the message is taken out of the chat, the shop is connected, and nothing else keeps it.

import { TokenRejected } from '../../../ngorder/errors.ts';
import { heardKey } from '../../../store/tables/conversations.ts';
import { tokenIn } from '../../../team/shops/token.ts';
import { isChatGone, isRefusal } from '../../../telegram/errors.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { forgetTokenQuestion, type TokenQuestion } from '../../conversations/token-question.ts';
import { replyWith, send } from '../../messages/send.ts';
import { useShop } from '../../middleware/request-context.ts';
import { failureSentence } from '../../views/failure.ts';
import { lines } from '../../views/message-view.ts';
import { connectedView } from '../../views/shops.ts';

type TokenParts = Pick<
  FeatureParts,
  'connections' | 'places' | 'redact' | 'shops' | 'localizerFor' | 'codec' | 'team' | 'log'
>;

/** Connects the shop of a token, or says why it can't be; then the question goes on waiting. */
export async function takeToken(
  parts: TokenParts,
  ctx: BotContext,
  pasted: string,
  { renewing }: TokenQuestion,
): Promise<void> {
  const isGone = await hideToken(parts, ctx, pasted);
  try {
    const token = tokenIn(pasted);
    parts.redact(token);
    const { shop, isRenewed } = await parts.connections.connect(token, ctx.person, renewing);
    forgetTokenQuestion(ctx);
    await useShop(ctx, shop.id, parts);
    if (!isRenewed) await parts.places.choose(ctx.person.id, shop.id);
    parts.log.info({ by: ctx.person.id, shop: shop.id, isRenewed }, 'a shop is connected');
    await send(ctx, connectedView({ shop: shop.name, isRenewed, isGone }, ctx.localizer));
  } catch (error) {
    const { localizer } = ctx;
    const why =
      error instanceof TokenRejected
        ? localizer.html('connect-rejected')
        : failureSentence(error, localizer);
    if (why === undefined) throw error;
    ctx.outcome.result = 'refused';
    const text = lines(
      why,
      localizer.html('connect-again'),
      !isGone && localizer.html('connect-delete-it'),
    );
    await send(ctx, { text, keyboard: [] });
  }
}

/** Takes a token out of a chat that it isn't for, and says what is to be done about it. */
export async function refuseToken(
  parts: Pick<FeatureParts, 'redact' | 'activity'>,
  ctx: BotContext,
  pasted: string,
): Promise<void> {
  const isGone = await hideToken(parts, ctx, pasted);
  const { shop, person, chatId: chat } = ctx;
  await parts.activity.record({ kind: 'tokenShown', shop: shop.id, person, chat, quietMs });
  ctx.outcome.result = 'refused';
  if (!ctx.audience.inGroup) await replyWith(ctx, isGone ? 'token-unasked' : 'token-unasked-stays');
  else await replyWith(ctx, isGone ? 'token-in-group' : 'token-in-group-stays');
}

/** The same person's next one is written down after so long. */
const quietMs = 60_000;

/** The shortest text that the log is freed of: a word of a chat is none. */
const leastSecret = 12;

/** Sees to it that nothing keeps a token that was written. False: it still stands in the chat. */
async function hideToken(
  { redact }: Pick<FeatureParts, 'redact'>,
  ctx: BotContext,
  pasted: string,
): Promise<boolean> {
  const { message, unitOfWork } = ctx;
  for (const part of pasted.split(/\s+/)) if (part.length >= leastSecret) redact(part);
  if (message === undefined) return true;
  unitOfWork.heard.delete(heardKey(message.chat.id, message.message_id));
  try {
    await ctx.api.deleteMessage(message.chat.id, message.message_id);
    return true;
  } catch (error) {
    if (!isRefusal(error) || isChatGone(error)) throw error;
    return isNoMoreThere(error);
  }
}

/** Telegram Bot API server, deleteMessage: a process that was killed after it had done so finds it gone. */
function isNoMoreThere(error: unknown): boolean {
  return error instanceof Error && /message to delete not found/i.test(error.message);
}
