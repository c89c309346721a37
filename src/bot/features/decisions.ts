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
    const decide = (ctx: BotContext, token: string, said: Decision) =>
      answering(ctx, said, async () => {
        const requested = await requestHere(parts, ctx, token);
        if (requested === undefined) return toBeRead(ctx, 'alert-other-chat');
        await ledger[said](token, ctx.person);
        // What comes of it is shown in the message: nothing said here may outlast that.
        return undefined;
      });
    return {
      buttons: {
        confirm: (ctx, { token }) => decide(ctx, token, 'confirm'),
        decline: (ctx, { token }) => decide(ctx, token, 'decline'),
        happened: (ctx, { yes, token }) =>
          answering(ctx, yes ? 'confirm' : 'decline', async () => {
            const requested = await requestHere(parts, ctx, token);
            if (requested === undefined) return toBeRead(ctx, 'alert-other-chat');
            const settled = await ledger.settleByPerson(token, ctx.person, yes);
            return settled === undefined ? inPassing(ctx, 'alert-settled') : undefined;
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

type Decision = 'confirm' | 'decline';

/** What a press is answered with: an alert is closed by hand, anything else passes by itself. */
interface PressAnswer {
  text: string;
  show_alert: boolean;
}

function toBeRead(ctx: BotContext, key: TextKeyOf): PressAnswer {
  return { text: ctx.localizer.plain(key), show_alert: true };
}

function inPassing(ctx: BotContext, key: TextKeyOf): PressAnswer {
  return { text: ctx.localizer.plain(key), show_alert: false };
}

/** Answers the press, in words only where it did nothing. */
async function answering(
  ctx: BotContext,
  said: Decision,
  work: () => Promise<PressAnswer | undefined>,
): Promise<void> {
  try {
    await ctx.answerCallbackQuery(await work());
  } catch (error) {
    const answer = answerTo(error, said, ctx);
    if (answer === undefined) throw error;
    await ctx.answerCallbackQuery(answer);
  }
}

/** Why a press did nothing; undefined for what nobody foresaw. */
function answerTo(error: unknown, said: Decision, ctx: BotContext): PressAnswer | undefined {
  const { localizer, person } = ctx;
  if (error instanceof NotAllowed) return toBeRead(ctx, 'refused-press');
  if (error instanceof RequestUnknown) return toBeRead(ctx, 'alert-unknown-action');
  if (error instanceof QuestionExpired) {
    const { readAt, expiresAt } = error.requested.request;
    const key = readAt < expiresAt ? 'alert-replaced' : 'alert-expired';
    return said === 'confirm' ? toBeRead(ctx, key) : inPassing(ctx, key);
  }
  if (error instanceof AlreadyDecided) return alreadyDecided(error.requested, said, ctx);
  if (error instanceof OrderBusy) {
    const holder = error.other?.request.decidedBy;
    const text =
      holder === undefined
        ? localizer.plain('alert-busy-somebody')
        : localizer.plain('alert-busy', whoIs(holder, person));
    return { text, show_alert: true };
  }
  return undefined;
}

/** Who was faster and what came of it. It must be read by who wanted the other thing, or may think to have done it. */
function alreadyDecided(
  requested: RequestedAct,
  said: Decision,
  { localizer, person }: BotContext,
): PressAnswer {
  const { decidedBy, status } = requested.request;
  const wanted = (status === 'declined') === (said === 'decline');
  const isOwn = decidedBy?.id === person.id;
  return {
    text: localizer.plain(`alert-decided-${decision(requested)}`, whoIs(decidedBy, person)),
    show_alert: !wanted || (!isOwn && said === 'confirm'),
  };
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
