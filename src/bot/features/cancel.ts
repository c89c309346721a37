// A seller cancels an order: names it, sees it, says yes or no.

import { createConversation } from '@grammyjs/conversations';
import { Composer, type Context } from 'grammy';
import { NgorderError } from '../../ngorder/errors.ts';
import type { Order } from '../../ngorder/order.ts';
import {
  type OrderReference,
  OrderReferenceError,
  orderReferenceInMessage,
  parseOrderReference,
} from '../../orders/order-reference.ts';
import { type SearchResult, searchOrder } from '../../orders/search.ts';
import { onPress } from '../callbacks/on-callback.ts';
import type { BotContext, BotParts } from '../context.ts';
import { type AskingConversation, answerTimeMs, askUntilTaken } from '../conversations/ask.ts';
import { placeOf, show } from '../messages/send.ts';
import { actionView } from '../views/action.ts';
import { cardView } from '../views/card.ts';
import { failureSentence, referenceSentence } from '../views/failure.ts';
import { button, lines } from '../views/message-view.ts';
import { listPlaceOf, nothingFound, severalView } from '../views/search.ts';

export const askOrder = 'ask-order';

export function cancel(parts: BotParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(['cancel', 'batal'], async (ctx) => {
    const text = ctx.match.trim();
    const named = text === '' ? referenceInReply(ctx) : text;
    if (named === undefined) return ctx.conversation.enter(askOrder);
    const problem = await takeReference(parts, ctx, named);
    if (problem !== null) await ctx.conversation.enter(askOrder, problem);
  });
  onPress(composer, 'find', (ctx, { reference }) => showOrder(parts, ctx, reference));
  return composer;
}

/** Asks for the order; `problem` says what was wrong with what came with the command. */
export function askOrderConversation(parts: BotParts) {
  const ask = (conversation: AskingConversation, _ctx: Context, problem?: string) =>
    askUntilTaken(conversation, {
      text: (ctx) => problem ?? ctx.wording.html('reference-ask'),
      placeholder: 'placeholder-order',
      take: (ctx, answer) => takeReference(parts, ctx, answer),
    });
  return createConversation<BotContext, Context>(ask, {
    id: askOrder,
    maxMillisecondsToWait: answerTimeMs,
  });
}

async function takeReference(
  parts: BotParts,
  ctx: BotContext,
  text: string,
): Promise<string | null> {
  try {
    await showOrder(parts, ctx, parseOrderReference(text));
    return null;
  } catch (error) {
    if (error instanceof OrderReferenceError) return referenceSentence(error, ctx.wording);
    throw error;
  }
}

/** The order named in the message that a command answers, if it names exactly one. */
function referenceInReply(ctx: BotContext): string | undefined {
  const replied = ctx.message?.reply_to_message;
  const text = replied?.text ?? replied?.caption;
  const orderId = text === undefined ? undefined : orderReferenceInMessage(text);
  return orderId === undefined ? undefined : `#${orderId}`;
}

/** Finds the order and asks, or says where it is. */
export async function showOrder(
  parts: BotParts,
  ctx: BotContext,
  reference: OrderReference,
): Promise<void> {
  const { wording } = ctx;
  // A courtesy: the search doesn't wait for it, and doesn't fail with it.
  ctx
    .replyWithChatAction('typing')
    .catch((error: unknown) => parts.log.debug({ err: error }, 'chat action not shown'));
  try {
    await showFound(parts, ctx, reference, await searchOrder(parts.ngorder, reference));
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    await show(ctx, {
      text: failureSentence(error, wording) ?? wording.html('unforeseen'),
      keyboard: [[button(wording.plain('button-try-again'), { press: 'find', reference })]],
    });
  }
}

async function showFound(
  parts: BotParts,
  ctx: BotContext,
  reference: OrderReference,
  found: SearchResult,
): Promise<void> {
  const { wording, audience } = ctx;
  const [match, ...others] = found.matches;
  if (others.length > 0) {
    await show(ctx, severalView(found.matches, reference, wording));
  } else if (match?.at === 'active') {
    await askToCancel(parts, ctx, { orderId: match.order.orderId, seen: match.order });
  } else if (match?.at === 'canceled') {
    const place = listPlaceOf(match.foundAt);
    await show(
      ctx,
      cardView(match.order, place, wording, audience, wording.html('search-canceled')),
    );
  } else {
    const searched = nothingFound(found, reference, wording);
    if (reference.kind === 'po') await show(ctx, { text: searched, keyboard: [] });
    else
      await askToCancel(
        parts,
        ctx,
        { orderId: reference.kind === 'id' ? reference.orderId : reference.number },
        searched,
      );
  }
}

/** Writes the question into the ledger and shows it; `preface` stands above it. */
async function askToCancel(
  parts: BotParts,
  ctx: BotContext,
  { orderId, seen }: { orderId: number; seen?: Order },
  preface?: string,
): Promise<void> {
  const action = await parts.ledger.propose({
    shop: parts.shops.first.id,
    kind: 'cancel',
    orderId,
    poNumber: seen?.poNumber,
    askedBy: ctx.person,
    place: placeOf(ctx),
    seen,
  });
  const { text, keyboard } = actionView(action, ctx.wording, ctx.audience);
  const messageId = await show(ctx, { text: lines(preface, preface && '', text), keyboard });
  await parts.ledger.place(action.token, messageId);
}
