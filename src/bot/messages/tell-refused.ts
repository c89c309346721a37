import { TeamError } from '../../team/errors.ts';
import type { BotContext } from '../context.ts';
import { teamErrorSentence } from '../views/failure.ts';
import { send } from './send.ts';

/**
 * Tells who pressed or wrote why the rules of the team refused it, once it was tried.
 * @throws whatever failed, where it was no refusal of theirs
 */
export async function tellRefused(ctx: BotContext, error: unknown): Promise<void> {
  if (!(error instanceof TeamError)) throw error;
  ctx.outcome.result = 'refused';
  const text = teamErrorSentence(error, ctx.localizer);
  if (ctx.callbackQuery) await ctx.answerCallbackQuery({ text, show_alert: true });
  else await send(ctx, { text, keyboard: [] });
}
