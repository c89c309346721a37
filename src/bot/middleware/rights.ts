import { operationToAsk } from '../../team/approval.ts';
import { type Operation, rolesWith } from '../../team/operations.ts';
import type { BotContext, BotParts } from '../context.ts';
import type { TextKeyOf } from '../i18n/localizer.ts';
import { alert, replyWith, send } from '../messages/send.ts';

/**
 * What something takes besides the right to it: nothing, where the right may be one in any shop; a shop that is worked on
 * where it is done; or that shop's connection to Ngorder.
 */
export type Needs = 'nothing' | 'shop' | 'connection';

/**
 * Whether the person may do this in the shop that is worked on, at this moment. Who may not is told so, and who may; where
 * no shop is worked on, how one is connected. By an alert where they pressed a button, else by a message.
 */
export async function mayOrIsTold(
  ctx: BotContext,
  team: Pick<BotParts['team'], 'may' | 'mayAnywhere' | 'roleIn'>,
  operation: Operation,
  needs: Needs = 'connection',
): Promise<boolean> {
  const lack = whatIsLacking(ctx, needs);
  if (lack !== undefined) {
    ctx.outcome.result = 'refused';
    if (ctx.callbackQuery) await alert(ctx, lack);
    else await replyWith(ctx, lack);
    return false;
  }
  const may =
    needs === 'nothing'
      ? await team.mayAnywhere(ctx.person.id, operation)
      : await team.may(ctx.person.id, operation, ctx.shop.id);
  if (may) return true;
  await refuse(ctx, team, operation);
  return false;
}

/** The key of what is said where no shop can be worked on; undefined: one can. */
export function whatIsLacking(
  { isUnbound, shop }: Pick<BotContext, 'isUnbound' | 'shop'>,
  needs: Needs = 'connection',
): TextKeyOf | undefined {
  if (needs === 'nothing') return undefined;
  if (isUnbound) return 'chat-without-shop';
  return needs === 'connection' && !shop.isConnected ? 'shop-not-connected' : undefined;
}

async function refuse(
  ctx: BotContext,
  team: Pick<BotParts['team'], 'roleIn'>,
  operation: Operation,
): Promise<void> {
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
}

/** What asking for an act takes in the shop that is worked on. */
export async function toAsk(
  { shop }: Pick<BotContext, 'shop'>,
  operation: Operation,
  { shopSettings }: Pick<BotParts, 'shopSettings'>,
): Promise<Operation> {
  return operationToAsk(operation, await shopSettings.of(shop.id));
}
