// A member of the team answers a question: yes or no to an act, or what happened when nobody could read it.

import { canceledTypes } from '../../ngorder/order.ts';
import { orderReferenceInMessage } from '../../orders/order-reference.ts';
import { RequestUnknown } from '../../orders/requests/errors.ts';
import type { ActKind } from '../../orders/requests/states.ts';
import { type FieldsOf, requestButton } from '../callbacks/codec.ts';
import { token, yesOrNo } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { feature } from '../feature.ts';
import { alert } from '../messages/send.ts';
import { mayOrIsTold } from '../middleware/rights.ts';
import { listCursorOf } from '../views/search.ts';
import { showOrder } from './cancel.ts';
import { askAboutCanceled } from './card.ts';
import { answering, inPassing, requestHere, toBeRead } from './press-answers.ts';

/** Its right is the one to do what the request asks for. */
const asTheRequest = { operation: (kind: ActKind) => kind };
const asking = { ...asTheRequest, asks: true, fields: { token } } as const;
const confirm = requestButton('Y', asking);
const decline = requestButton('N', asking);
const askAgain = requestButton('G', asking);
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
    const decide = (ctx: BotContext, token: string, said: 'confirm' | 'decline') =>
      answering(ctx, said, async () => {
        const requested = await requestHere(parts, ctx, token);
        if (requested === undefined) return toBeRead(ctx, 'alert-other-chat');
        if (said === 'confirm') await ledger.confirm(token, ctx.person, { chat: ctx.chatId });
        else await ledger.decline(token, ctx.person);
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
