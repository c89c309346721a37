// A seller looks what is being done to many orders now, and follows it in any chat, also in their own.

import { type FieldsOf, requestButton } from '../../callbacks/codec.ts';
import { token } from '../../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { feature } from '../../feature.ts';
import { alert, send } from '../../messages/send.ts';
import { targetOf } from '../../messages/target.ts';
import { runView } from '../../views/many/run.ts';
import { runsView } from '../../views/many/runs.ts';

/** In a list of the shop's runs, wherever that is asked for. */
const followRun = requestButton('mt', {
  operation: () => 'bulk',
  standsIn: 'its shop',
  fields: { token },
});

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    followRun: FieldsOf<typeof followRun>;
  }
}

/** More than are ever under way at once in a shop. */
const mostRuns = 10;

export const followingRuns = feature('runs', {
  declares: {
    commands: {
      runs: {
        name: { en: 'runs', id: 'proses' },
        operation: 'bulk',
        menu: 'command-runs',
        help: 'help-runs',
      },
    },
    buttons: { followRun },
  },
  handle: ({ ledger }) => ({
    commands: {
      runs: async (ctx) =>
        send(ctx, runsView(await ledger.runsIn(ctx.shop.id, mostRuns), ctx.localizer)),
    },
    buttons: { followRun: (ctx, { token }) => follow(ledger, ctx, token) },
  }),
});

/** Shows it in a new message, which is kept true from then on. */
async function follow(
  ledger: FeatureParts['ledger'],
  ctx: BotContext,
  token: string,
): Promise<void> {
  const { request } = await ledger.get(token);
  if (request.run === undefined || request.status !== 'confirmed')
    return alert(ctx, 'alert-run-over');
  const messageId = await send(ctx, await runView(request, ledger, ctx.localizer));
  const { chatId, topic } = targetOf(ctx);
  await ledger.follow(token, { chatId, threadId: topic }, messageId);
  await ctx.answerCallbackQuery();
}
