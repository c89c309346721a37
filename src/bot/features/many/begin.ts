// A seller wants something done to many orders: what they are is looked up beside the chat's other work, and then asked.

import { mostOrders } from '../../../orders/many/order-list.ts';
import type { Picked, PickedByName, PickedInDocument } from '../../../orders/many/picked.ts';
import type { ActKind } from '../../../orders/requests/states.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { alert, replyWith, send } from '../../messages/send.ts';
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

/** Asks what is to be done to the orders that a text or a document names; nothing is, by itself. */
export async function offerChoice(
  { selections, team }: ManyParts,
  ctx: BotContext,
  picked: PickedByName | PickedInDocument,
): Promise<void> {
  const id = await selections.add(selectionOf(ctx, picked));
  const kinds: ActKind[] = [];
  for (const kind of ['cancel', 'return', 'delete'] as const)
    if (await team.may(ctx.person.id, kind, ctx.shop.id)) kinds.push(kind);
  const mayExport = await team.may(ctx.person.id, 'export', ctx.shop.id);
  await send(ctx, choiceView(id, picked, { kinds, mayExport }, ctx.localizer));
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

/** What this person picked; where it isn't theirs, or is older than a week, they are told so. */
export async function ownSelection(
  { selections }: Pick<FeatureParts, 'selections'>,
  ctx: BotContext,
  id: string,
): Promise<Picked | undefined> {
  const row = await selections.get(id);
  if (row === undefined || row.read_at - row.created_at > weekMs) {
    await alert(ctx, 'alert-selection-old');
  } else if (row.person_id !== ctx.person.id || row.chat_id !== ctx.chatId) {
    await alert(ctx, 'alert-selection-other');
  } else return JSON.parse(row.picked) as Picked;
  return undefined;
}

const weekMs = 7 * 24 * 3_600_000;

export function selectionOf(ctx: BotContext, picked: Picked) {
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
