// A member of the team answers a question: yes or no to an act, or what happened when nobody could read it.

import { canceledTypes } from '../../ngorder/order.ts';
import { orderReferenceInMessage } from '../../orders/order-reference.ts';
import {
  AlreadyDecided,
  NotAllowed,
  OrderBusy,
  QuestionExpired,
  RequestUnknown,
} from '../../orders/requests/errors.ts';
import type { ActKind, Person, RequestedAct } from '../../orders/requests/states.ts';
import { type FieldsOf, requestButton } from '../callbacks/codec.ts';
import { token, yesOrNo } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { feature } from '../feature.ts';
import type { TextKeyOf } from '../i18n/localizer.ts';
import { alert } from '../messages/send.ts';
import { mayOrIsTold } from '../middleware/rights.ts';
import { listCursorOf } from '../views/search.ts';
import { showOrder } from './cancel.ts';
import { askAboutCanceled } from './card.ts';

/** Its right is the one to do what the request asks for. */
const asTheRequest = { operation: (kind: ActKind) => kind };
const confirm = requestButton('Y', { ...asTheRequest, fields: { token } });
const decline = requestButton('N', { ...asTheRequest, fields: { token } });
const askAgain = requestButton('G', { ...asTheRequest, fields: { token } });
const happened = requestButton('H', { ...asTheRequest, fields: { yes: yesOrNo, token } });

declare module '../callbacks/codec.ts' {
  interface Buttons {
    confirm: FieldsOf<typeof confirm>;
    decline: FieldsOf<typeof decline>;
    askAgain: FieldsOf<typeof askAgain>;
    happened: FieldsOf<typeof happened>;
  }
}

export const decisions = feature('decisions', {
  declares: { buttons: { confirm, decline, askAgain, happened } },
  handle(parts) {
    const { ledger } = parts;
    const decide = (ctx: BotContext, token: string, done: 'alert-working' | 'alert-declined') =>
      answering(
        ctx,
        async () => {
          const requested = await requestHere(parts, ctx, token);
          if (requested === undefined) return ctx.localizer.plain('alert-other-chat');
          if (done === 'alert-working') await ledger.confirm(token, ctx.person);
          else await ledger.decline(token, ctx.person);
          return undefined;
        },
        done,
      );
    return {
      buttons: {
        confirm: (ctx, { token }) => decide(ctx, token, 'alert-working'),
        decline: (ctx, { token }) => decide(ctx, token, 'alert-declined'),
        happened: (ctx, { yes, token }) =>
          answering(ctx, async () => {
            const requested = await requestHere(parts, ctx, token);
            if (requested === undefined) return ctx.localizer.plain('alert-other-chat');
            const settled = await ledger.settleByPerson(token, ctx.person, yes);
            return settled === undefined ? ctx.localizer.plain('alert-settled') : undefined;
          }),
        askAgain: (ctx, { token }) => putAgain(parts, ctx, token),
      },
    };
  },
});

/** Asks anew what an old question asked, about the order as it is now. */
async function putAgain(parts: FeatureParts, ctx: BotContext, token: string): Promise<void> {
  const requested = await requestHere(parts, ctx, token).catch((error: unknown) => {
    if (error instanceof RequestUnknown) return undefined;
    throw error;
  });
  if (requested === undefined) return putForgotten(parts, ctx);
  const { kind } = requested.request;
  const { orderId, foundAt } = requested.act;
  if (kind === 'cancel') return showOrder(parts, ctx, { kind: 'id', orderId });
  const cursor = foundAt ? listCursorOf(foundAt) : { type: canceledTypes[0], page: 1 };
  await askAboutCanceled(parts, ctx, kind, orderId, cursor);
}

/** Questions are forgotten after a while; what it was about still stands in the message. */
async function putForgotten(parts: FeatureParts, ctx: BotContext): Promise<void> {
  const orderId = orderReferenceInMessage(ctx.callbackQuery?.message?.text ?? '');
  if (orderId === undefined) return alert(ctx, 'alert-unknown-action');
  if (await mayOrIsTold(ctx, parts.team, 'cancel'))
    await showOrder(parts, ctx, { kind: 'id', orderId });
}

/** The request of a button, if it stands in this chat; its message is remembered in case it was not yet. */
async function requestHere(
  { ledger }: Pick<FeatureParts, 'ledger'>,
  ctx: BotContext,
  token: string,
): Promise<RequestedAct | undefined> {
  const requested = await ledger.get(token);
  if (ctx.chatId === undefined) return undefined;
  const message = await ledger.messageIn(token, ctx.chatId);
  if (message === undefined) return undefined;
  const messageId = ctx.callbackQuery?.message?.message_id;
  const isOpen = requested.request.status === 'proposed';
  if (isOpen && message.messageId === undefined && messageId !== undefined)
    await ledger.attach(token, ctx.chatId, messageId);
  return requested;
}

/** Answers the press with `success`, or with an alert that tells why nothing was done. */
async function answering(
  ctx: BotContext,
  work: () => Promise<string | undefined>,
  success?: TextKeyOf,
): Promise<void> {
  const { localizer } = ctx;
  try {
    const problem = await work();
    if (problem === undefined)
      await ctx.answerCallbackQuery(success && { text: localizer.plain(success) });
    else await ctx.answerCallbackQuery({ text: problem, show_alert: true });
  } catch (error) {
    const text = alertOf(error, ctx);
    if (text === undefined) throw error;
    await ctx.answerCallbackQuery({ text, show_alert: true });
  }
}

function alertOf(error: unknown, { localizer, person }: BotContext): string | undefined {
  if (error instanceof NotAllowed) return localizer.plain('refused-press');
  if (error instanceof RequestUnknown) return localizer.plain('alert-unknown-action');
  if (error instanceof QuestionExpired) {
    const { readAt, expiresAt } = error.requested.request;
    return localizer.plain(readAt < expiresAt ? 'alert-replaced' : 'alert-expired');
  }
  if (error instanceof AlreadyDecided) {
    const { decidedBy } = error.requested.request;
    return localizer.plain(`alert-decided-${decision(error.requested)}`, whoIs(decidedBy, person));
  }
  if (error instanceof OrderBusy) {
    const holder = error.other?.request.decidedBy;
    return holder === undefined
      ? localizer.plain('alert-busy-somebody')
      : localizer.plain('alert-busy', whoIs(holder, person));
  }
  return undefined;
}

function whoIs(one: Person | undefined, asking: Person): { who: string; person: string } {
  return { who: one?.id === asking.id ? 'self' : 'other', person: one?.name ?? '' };
}

/** What came of a question that was decided. */
function decision({
  request,
  act: { status },
}: RequestedAct): 'under-way' | 'done' | 'failed' | 'declined' {
  if (request.status === 'declined') return 'declined';
  return status === 'done' || status === 'failed' ? status : 'under-way';
}
