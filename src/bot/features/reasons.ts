// Why an order is canceled: with the Yes where the shop wants that, else afterwards with one press, which may be changed.

import { NotAllowed } from '../../orders/requests/errors.ts';
import { longestNote } from '../../orders/requests/record/reasons.ts';
import type { Reason } from '../../team/activity/reasons.ts';
import { type FieldsOf, requestButton } from '../callbacks/codec.ts';
import { oneOf, token } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { ask, type Question } from '../conversations/ask.ts';
import { feature } from '../feature.ts';
import { shareable } from '../i18n/audience.ts';
import { alert, replyWith } from '../messages/send.ts';
import { inlineKeyboard } from '../views/message-view.ts';
import { reasonChoiceView } from '../views/request.ts';
import { answering, answerTo, requestHere, toBeRead } from './press-answers.ts';

const reasonField = oneOf<Reason>({
  changedMind: 'm',
  outOfStock: 's',
  wrongAddress: 'a',
  notPaid: 'p',
  doubleOrder: 'd',
  other: 'o',
});
const right = { operation: () => 'cancel' as const };
/** A Yes that says why. */
const confirmBecause = requestButton('wy', {
  operation: (kind) => kind,
  asks: true,
  fields: { reason: reasonField, token },
});
const reason = requestButton('wr', { ...right, fields: { reason: reasonField, token } });
const changeReason = requestButton('wc', { ...right, fields: { token } });

declare module '../callbacks/codec.ts' {
  interface Buttons {
    confirmBecause: FieldsOf<typeof confirmBecause>;
    reason: FieldsOf<typeof reason>;
    changeReason: FieldsOf<typeof changeReason>;
  }
}

const askNote: Question<[token: string]> = {
  id: 'ask-reason-note',
  operation: 'cancel',
  placeholder: 'placeholder-reason',
};

const askWhy: Question<[token: string]> = { ...askNote, id: 'ask-why-with-yes' };

export const reasonsOfCancels = feature('reasons', {
  declares: { buttons: { confirmBecause, reason, changeReason }, questions: { askNote, askWhy } },
  handle: (parts) => ({
    buttons: {
      confirmBecause: (ctx, { reason, token }) => confirmWith(parts, ctx, reason, token),
      reason: async (ctx, { reason, token }) => {
        if (reason === 'other') {
          await ctx.answerCallbackQuery();
          return ask(ctx, askNote, token);
        }
        await give(parts, ctx, token, reason);
      },
      changeReason: async (ctx, { token }) => {
        await ctx.answerCallbackQuery();
        const requested = await parts.ledger.get(token);
        const { keyboard } = reasonChoiceView(requested, ctx.localizer);
        await ctx.editMessageReplyMarkup({ reply_markup: inlineKeyboard(keyboard, ctx.pack) });
      },
    },
    questions: {
      askNote: {
        text: (ctx) => ctx.localizer.html('reason-ask'),
        take: (ctx, answer, token) =>
          takeNote(ctx, answer, (note) =>
            parts.ledger.giveReason(token, ctx.person, 'other', note),
          ),
      },
      askWhy: {
        text: (ctx) => ctx.localizer.html('reason-ask-first'),
        take: (ctx, answer, token) =>
          takeNote(ctx, answer, async (note) => {
            const because = { reason: 'other', note } as const;
            await parts.ledger.confirm(token, ctx.person, { chat: ctx.chatId, because });
          }),
      },
    },
  }),
});

async function confirmWith(
  parts: Pick<FeatureParts, 'ledger'>,
  ctx: BotContext,
  reason: Reason,
  token: string,
): Promise<void> {
  let isToBeWritten = false;
  await answering(ctx, 'confirm', async () => {
    const requested = await requestHere(parts, ctx, token);
    if (requested === undefined) return toBeRead(ctx, 'alert-other-chat');
    const { status, readAt, expiresAt } = requested.request;
    isToBeWritten = reason === 'other' && status === 'proposed' && readAt < expiresAt;
    if (!isToBeWritten)
      await parts.ledger.confirm(token, ctx.person, { chat: ctx.chatId, because: { reason } });
    return undefined;
  });
  if (isToBeWritten) await ask(ctx, askWhy, token);
}

async function give(
  { ledger }: Pick<FeatureParts, 'ledger'>,
  ctx: BotContext,
  token: string,
  reason: Reason,
): Promise<void> {
  try {
    await ledger.giveReason(token, ctx.person, reason);
    await ctx.answerCallbackQuery();
  } catch (error) {
    if (!(error instanceof NotAllowed)) throw error;
    await alert(ctx, 'alert-unknown-action');
  }
}

/** @param keep what is done with a note that isn't too long */
async function takeNote(
  ctx: BotContext,
  answer: string,
  keep: (note: string) => Promise<void>,
): Promise<string | null> {
  const note = answer.trim();
  const length = [...note].length;
  if (length === 0) return ctx.localizer.html('reason-ask');
  if (length > longestNote) {
    return ctx.localizer.html('reason-too-long', {
      most: String(longestNote),
      length: String(length),
    });
  }
  try {
    await keep(note);
    await replyWith(ctx, 'reason-noted');
  } catch (error) {
    const why = answerTo(error, 'confirm', ctx);
    if (why === undefined) throw error;
    await replyWith(ctx, 'verbatim', { text: shareable(why.text) });
  }
  return null;
}
