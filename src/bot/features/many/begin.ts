// A seller wants something done to many orders: what they are is looked up beside the chat's other work, and then asked.

import { mostOrders, type OrderList } from '../../../orders/many/order-list.ts';
import { type Picked, pickedByName } from '../../../orders/many/picked.ts';
import type { ActKind } from '../../../orders/requests/states.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { replyWith, send } from '../../messages/send.ts';
import { targetOf } from '../../messages/target.ts';
import { mayOrIsTold } from '../../middleware/rights.ts';
import { choiceView, gatheringView } from '../../views/many/gathering.ts';

type ManyParts = Pick<FeatureParts, 'selections' | 'team'>;

/** Has the question prepared that asks about these orders, and says so. */
export async function beginMany(
  parts: ManyParts,
  ctx: BotContext,
  kind: ActKind,
  picked: Picked,
): Promise<void> {
  if (!(await mayDoMany(parts, ctx, kind))) return;
  const messageId = await send(ctx, gatheringView(picked, ctx.localizer));
  await parts.selections.add({ ...selectionOf(ctx, picked), wanted: kind, message_id: messageId });
}

/** Asks what is to be done to the orders that a text names; nothing is, by itself. */
export async function offerChoice(
  { selections, team }: ManyParts,
  ctx: BotContext,
  list: OrderList,
): Promise<void> {
  const picked = pickedByName(list);
  const id = await selections.add(selectionOf(ctx, picked));
  const kinds: ActKind[] = [];
  for (const kind of ['cancel', 'return', 'delete'] as const)
    if (await team.may(ctx.person.id, kind, ctx.shop.id)) kinds.push(kind);
  await send(ctx, choiceView(id, list.references.length, kinds, ctx.localizer));
}

/** Whether the person may do this to many orders; who may not is told so. */
export async function mayDoMany(
  { team }: Pick<FeatureParts, 'team'>,
  ctx: BotContext,
  kind: ActKind,
): Promise<boolean> {
  return (await mayOrIsTold(ctx, team, kind)) && (await mayOrIsTold(ctx, team, 'bulk'));
}

export function saysTooMany(ctx: BotContext, count: number): Promise<number> {
  return replyWith(ctx, 'many-too-many', { count, most: mostOrders });
}

function selectionOf(ctx: BotContext, picked: Picked) {
  const { chatId, topic } = targetOf(ctx);
  return {
    shop: ctx.shop.id,
    person_id: ctx.person.id,
    person_name: ctx.person.name,
    chat_id: chatId,
    thread_id: topic ?? null,
    picked: JSON.stringify(picked),
  };
}
