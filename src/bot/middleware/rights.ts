import { operationToAsk } from '../../team/approval.ts';
import { type Operation, rolesWith } from '../../team/operations.ts';
import type { BotContext, BotParts } from '../context.ts';
import { send } from '../messages/send.ts';

/**
 * Whether the person may do this in the shop that is worked on, at this moment. Who may not is told so, and who may: by
 * an alert where they pressed a button, else by a message.
 */
export async function mayOrIsTold(
  ctx: BotContext,
  team: Pick<BotParts['team'], 'may' | 'roleIn'>,
  operation: Operation,
): Promise<boolean> {
  if (await team.may(ctx.person.id, operation, ctx.shop.id)) return true;
  ctx.outcome.result = 'refused';
  await ctx.onRefused(operation);
  const role = await team.roleIn(ctx.person.id, ctx.shop.id);
  const { localizer } = ctx;
  const words = (of: 'html' | 'plain') =>
    role === undefined
      ? localizer[of]('refused-press')
      : localizer[of]('refused-role', {
          role: localizer.plain(`role-${role}`),
          needed: rolesWith(operation)
            .map((able) => localizer.plain(`role-${able}`))
            .join(', '),
        });
  if (ctx.callbackQuery) await ctx.answerCallbackQuery({ text: words('plain'), show_alert: true });
  else await send(ctx, { text: words('html'), keyboard: [] });
  return false;
}

/** What asking for an act takes in the shop that is worked on. */
export async function toAsk(
  { shop }: Pick<BotContext, 'shop'>,
  operation: Operation,
  { shopSettings }: Pick<BotParts, 'shopSettings'>,
): Promise<Operation> {
  return operationToAsk(operation, await shopSettings.of(shop.id));
}
