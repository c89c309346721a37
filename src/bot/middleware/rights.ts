import type { Operation } from '../../team/operations.ts';
import type { BotContext, BotParts } from '../context.ts';
import { alert, replyWith } from '../messages/send.ts';

/**
 * Whether the person may do this in the shop that is worked on, at this moment. Who may not is told so: by an alert
 * where they pressed a button, else by a message.
 */
export async function mayOrIsTold(
  ctx: BotContext,
  team: Pick<BotParts['team'], 'may'>,
  operation: Operation,
): Promise<boolean> {
  if (await team.may(ctx.person.id, operation, ctx.shop.id)) return true;
  ctx.outcome.result = 'refused';
  if (ctx.callbackQuery) await alert(ctx, 'refused-press');
  else await replyWith(ctx, 'refused-press');
  return false;
}
