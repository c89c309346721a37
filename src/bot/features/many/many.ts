// A seller acts on many orders at once: asks about them, pauses, continues and stops what runs, tries what failed again.

import { pickedById } from '../../../orders/many/picked.ts';
import { triedAgain } from '../../../orders/many/tried-again.ts';
import { type FieldsOf, requestButton, shopButton } from '../../callbacks/codec.ts';
import { oneOf, selection, token } from '../../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { feature } from '../../feature.ts';
import { alert, show } from '../../messages/send.ts';
import { gatheringView } from '../../views/many/gathering.ts';
import { beginMany, mayDoMany, ownSelection } from './begin.ts';
import { sendReport } from './report.ts';

const kind = oneOf({ cancel: 'c', return: 'r', delete: 'd' });
const askMany = shopButton('mq', { operation: 'bulk', fields: { kind, selection } });
const controlRun = requestButton('mr', {
  operation: () => 'bulk',
  fields: { to: oneOf({ pause: 'p', continue: 'c', stop: 's' }), token },
});
const retryFailed = requestButton('mf', { operation: () => 'bulk', fields: { token } });

const runReport = requestButton('me', { operation: () => 'export', fields: { token } });

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    askMany: FieldsOf<typeof askMany>;
    controlRun: FieldsOf<typeof controlRun>;
    retryFailed: FieldsOf<typeof retryFailed>;
    runReport: FieldsOf<typeof runReport>;
  }
}

export const many = feature('many', {
  declares: { buttons: { askMany, controlRun, retryFailed, runReport } },
  handle: (parts) => ({
    buttons: {
      askMany: (ctx, fields) => askAbout(parts, ctx, fields),
      controlRun: (ctx, fields) => control(parts, ctx, fields),
      retryFailed: (ctx, { token }) => tryAgain(parts, ctx, token),
      runReport: (ctx, { token }) => sendReport(parts, ctx, token),
    },
  }),
});

async function askAbout(
  parts: FeatureParts,
  ctx: BotContext,
  { kind, selection }: FieldsOf<typeof askMany>,
): Promise<void> {
  const picked = await ownSelection(parts, ctx, selection);
  if (picked === undefined || !(await mayDoMany(parts, ctx, kind))) return;
  const messageId = await show(ctx, gatheringView(picked, ctx.localizer));
  await parts.selections.want(selection, kind, messageId);
}

/** The message of the run shows what comes of it. */
async function control(
  { ledger }: FeatureParts,
  ctx: BotContext,
  { to, token }: FieldsOf<typeof controlRun>,
): Promise<void> {
  const change = { pause: 'pauseRun', continue: 'continueRun', stop: 'stopRun' } as const;
  const changed = await ledger[change[to]](token, ctx.person);
  await ctx.answerCallbackQuery(changed ? {} : { text: ctx.localizer.plain('alert-run-over') });
}

/** Asks about the failed ones anew, as they are now. */
async function tryAgain(parts: FeatureParts, ctx: BotContext, token: string): Promise<void> {
  const { request, acts } = await parts.ledger.actsOf(token);
  const orderIds = triedAgain(acts);
  if (orderIds.length === 0) return alert(ctx, 'alert-run-over');
  await beginMany(parts, ctx, request.kind, pickedById(orderIds));
}
