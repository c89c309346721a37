// A member of the team answers a question: yes or no to an act, or what happened when nobody could read it.

import { Composer } from 'grammy';
import { canceledTypes } from '../../ngorder/order.ts';
import { orderReferenceInMessage } from '../../orders/order-reference.ts';
import {
  ActionUnknown,
  AlreadyDecided,
  OrderBusy,
  QuestionExpired,
} from '../../orders/requests/errors.ts';
import { type Action, isUnderWay, type Person } from '../../orders/requests/states.ts';
import { onPress } from '../callbacks/on-callback.ts';
import type { BotContext, BotParts } from '../context.ts';
import { showOrder } from './cancel.ts';
import { askAboutCanceled } from './canceled.ts';

export function acts(parts: BotParts): Composer<BotContext> {
  const { ledger } = parts;
  const composer = new Composer<BotContext>();

  composer.on('callback_query:data', async (ctx, next) => {
    // Any other press puts something else where a question stood.
    const answers = ctx.press?.press === 'decide' || ctx.press?.press === 'happened';
    const message = ctx.callbackQuery.message;
    if (ctx.press && !answers && message)
      await ledger.closeQuestionsAt(message.chat.id, message.message_id);
    await next();
  });

  onPress(composer, 'decide', (ctx, { yes, token }) =>
    answering(
      ctx,
      async () => {
        const action = await actionHere(parts, ctx, token);
        if (action === undefined) return ctx.wording.plain('alert-other-chat');
        await (yes ? ledger.confirm(token, ctx.person) : ledger.decline(token, ctx.person));
        return undefined;
      },
      yes ? 'alert-working' : 'alert-declined',
    ),
  );

  onPress(composer, 'happened', (ctx, { yes, token }) =>
    answering(ctx, async () => {
      const action = await actionHere(parts, ctx, token);
      if (action === undefined) return ctx.wording.plain('alert-other-chat');
      const settled = await ledger.settleByPerson(token, yes);
      return settled === undefined ? ctx.wording.plain('alert-settled') : undefined;
    }),
  );

  onPress(composer, 'askAgain', async (ctx, { token }) => {
    const action = await actionHere(parts, ctx, token).catch((error: unknown) => {
      if (error instanceof ActionUnknown) return undefined;
      throw error;
    });
    if (action === undefined) {
      // Questions are forgotten after a while; what it was about still stands in the message.
      const orderId = orderReferenceInMessage(ctx.callbackQuery?.message?.text ?? '');
      if (orderId !== undefined) return showOrder(parts, ctx, { kind: 'id', orderId });
      await ctx.answerCallbackQuery({
        text: ctx.wording.plain('alert-unknown-action'),
        show_alert: true,
      });
    } else if (action.kind === 'cancel') {
      await showOrder(parts, ctx, { kind: 'id', orderId: action.orderId });
    } else {
      const { type, from, to, page } = action.foundAt ?? { type: canceledTypes[0], page: 1 };
      await askAboutCanceled(parts, ctx, action.kind, action.orderId, { type, from, to, page });
    }
  });
  return composer;
}

/** The action of a button, if it belongs to this chat; its message is remembered in case it was not yet. */
async function actionHere(
  { ledger }: BotParts,
  ctx: BotContext,
  token: string,
): Promise<Action | undefined> {
  const action = await ledger.get(token);
  if (action.place.chatId !== ctx.chatId) return undefined;
  const messageId = ctx.callbackQuery?.message?.message_id;
  if (action.place.messageId === undefined && messageId !== undefined)
    await ledger.place(token, messageId);
  return action;
}

/** Answers the press with `success`, or with an alert that tells why nothing was done. */
async function answering(
  ctx: BotContext,
  work: () => Promise<string | undefined>,
  success?: string,
): Promise<void> {
  const { wording } = ctx;
  try {
    const problem = await work();
    if (problem === undefined)
      await ctx.answerCallbackQuery(success && { text: wording.plain(success) });
    else await ctx.answerCallbackQuery({ text: problem, show_alert: true });
  } catch (error) {
    const text = alertOf(error, ctx);
    if (text === undefined) throw error;
    await ctx.answerCallbackQuery({ text, show_alert: true });
  }
}

function alertOf(error: unknown, { wording, person }: BotContext): string | undefined {
  if (error instanceof ActionUnknown) return wording.plain('alert-unknown-action');
  if (error instanceof QuestionExpired) {
    const { readAt, expiresAt } = error.action;
    return wording.plain(readAt < expiresAt ? 'alert-replaced' : 'alert-expired');
  }
  if (error instanceof AlreadyDecided) {
    const { decidedBy } = error.action;
    return wording.plain(`alert-decided-${decision(error.action)}`, whoIs(decidedBy, person));
  }
  if (error instanceof OrderBusy) {
    const holder = error.other?.decidedBy;
    return holder === undefined
      ? wording.plain('alert-busy-somebody')
      : wording.plain('alert-busy', whoIs(holder, person));
  }
  return undefined;
}

function whoIs(one: Person | undefined, asking: Person): { who: string; person: string } {
  return { who: one?.id === asking.id ? 'self' : 'other', person: one?.name ?? '' };
}

function decision({ status }: Action): string {
  return isUnderWay(status) ? 'under-way' : status;
}
