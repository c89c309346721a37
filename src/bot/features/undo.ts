// A seller takes back a delete that still waits out its grace time.

import { heldMs } from '../../orders/requests/grace/grace-time.ts';
import { type FieldsOf, requestButton } from '../callbacks/codec.ts';
import { token } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { feature } from '../feature.ts';
import { alert } from '../messages/send.ts';
import { requestHere } from './press-answers.ts';

const undo = requestButton('du', { operation: (kind) => kind, fields: { token } });

declare module '../callbacks/codec.ts' {
  interface Buttons {
    undo: FieldsOf<typeof undo>;
  }
}

export const undoing = feature('undo', {
  declares: { buttons: { undo } },
  handle: (parts) => ({
    buttons: { undo: (ctx, { token }) => takeBack(parts, ctx, token) },
  }),
});

async function takeBack(
  parts: Pick<FeatureParts, 'ledger'>,
  ctx: BotContext,
  token: string,
): Promise<void> {
  const requested = await requestHere(parts, ctx, token);
  if (requested === undefined) return alert(ctx, 'alert-other-chat');
  // The message shows what comes of it.
  if (await parts.ledger.undo(token, ctx.person, ctx.chatId))
    return void (await ctx.answerCallbackQuery());
  const { request } = await parts.ledger.get(token);
  // Most likely a second tap: it is told in passing.
  if (request.status === 'undone')
    return void (await ctx.answerCallbackQuery({ text: ctx.localizer.plain('alert-undone') }));
  // While it is held, only the right to it can be missing.
  return alert(ctx, heldMs(request) > 0 ? 'refused-press' : 'alert-undo-late');
}
