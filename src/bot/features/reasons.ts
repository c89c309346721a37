// After a cancel somebody who may cancel says why, with one press, and may change it.

import { NotAllowed } from '../../orders/requests/errors.ts';
import { longestNote } from '../../orders/requests/record/reasons.ts';
import type { Reason } from '../../team/activity/reasons.ts';
import { type FieldsOf, requestButton } from '../callbacks/codec.ts';
import { oneOf, token } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { ask, type Question } from '../conversations/ask.ts';
import { feature } from '../feature.ts';
import { alert, replyWith } from '../messages/send.ts';
import { inlineKeyboard } from '../views/message-view.ts';
import { reasonChoiceView } from '../views/request.ts';

const reasonField = oneOf<Reason>({
  changedMind: 'm',
  outOfStock: 's',
  wrongAddress: 'a',
  notPaid: 'p',
  doubleOrder: 'd',
  other: 'o',
});
const right = { operation: () => 'cancel' as const };
const reason = requestButton('wr', { ...right, fields: { reason: reasonField, token } });
const changeReason = requestButton('wc', { ...right, fields: { token } });

declare module '../callbacks/codec.ts' {
  interface Buttons {
    reason: FieldsOf<typeof reason>;
    changeReason: FieldsOf<typeof changeReason>;
  }
}

const askNote: Question<[token: string]> = {
  id: 'ask-reason-note',
  operation: 'cancel',
  placeholder: 'placeholder-reason',
};

export const reasonsOfCancels = feature('reasons', {
  declares: { buttons: { reason, changeReason }, questions: { askNote } },
  handle: (parts) => ({
    buttons: {
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
        take: (ctx, answer, token) => takeNote(parts, ctx, answer, token),
      },
    },
  }),
});

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

async function takeNote(
  { ledger }: Pick<FeatureParts, 'ledger'>,
  ctx: BotContext,
  answer: string,
  token: string,
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
  await ledger.giveReason(token, ctx.person, 'other', note);
  await replyWith(ctx, 'reason-noted');
  return null;
}
