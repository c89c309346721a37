// A seller takes back what a run over many orders has done: asked once, about the orders as they are now.

import { pickedByRun } from '../../../orders/many/picked.ts';
import { reversalOf } from '../../../orders/many/reversal.ts';
import { phaseOf } from '../../../orders/requests/states.ts';
import { type FieldsOf, requestButton } from '../../callbacks/codec.ts';
import { token } from '../../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { feature } from '../../feature.ts';
import { alert, editToView, show } from '../../messages/send.ts';
import { gatheringView } from '../../views/many/gathering.ts';
import { mayDoMany, selectionOf } from './begin.ts';

const undoRun = requestButton('mu', { operation: () => 'bulk', fields: { token } });

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    undoRun: FieldsOf<typeof undoRun>;
  }
}

export const undoingRuns = feature('undo many', {
  declares: { buttons: { undoRun } },
  handle: (parts) => ({
    buttons: { undoRun: (ctx, { token }) => askToUndo(parts, ctx, token) },
  }),
});

async function askToUndo(
  parts: Pick<FeatureParts, 'ledger' | 'selections' | 'team'>,
  ctx: BotContext,
  token: string,
): Promise<void> {
  const { ledger, selections } = parts;
  const { request, acts } = await ledger.actsOf(token);
  const reversal = reversalOf(request, acts);
  if (phaseOf(request.status) !== 'ended' || reversal === undefined)
    return alert(ctx, 'alert-unknown-action');
  if (!(await mayDoMany(parts, ctx, reversal.kind))) return;
  const undo = await ledger.undoOf(token);
  if (undo.request !== undefined) return alert(ctx, alerts[phaseOf(undo.request.status)]);
  const picked = pickedByRun(token, undo.token, reversal.acts.length);
  const id = undo.token.slice(0, selectionLength);
  if ((await selections.get(id))?.wanted) return alert(ctx, alerts.asked);
  const messageId = await show(ctx, gatheringView(picked, ctx.localizer));
  const selection = selectionOf(ctx, picked);
  const wanted = { ...selection, id, wanted: reversal.kind, message_id: messageId };
  if (await selections.begin(wanted)) return;
  // Somebody else has begun it in another chat meanwhile.
  const view = { text: ctx.localizer.html('undo-asked'), keyboard: [] };
  await editToView(ctx.api, { chatId: selection.chat_id, messageId }, view, ctx.pack);
}

/** Of a token, which nobody can guess, so much names the selection that becomes its question. */
const selectionLength = 12;

/** Where the run is being undone already, or was. */
const alerts = {
  asked: 'undo-asked',
  underWay: 'undo-under-way',
  ended: 'undo-done',
  dropped: 'undo-asked',
} as const;
