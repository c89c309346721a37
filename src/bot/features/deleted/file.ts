import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputFile } from 'grammy';
import type { Order } from '../../../ngorder/order.ts';
import { orderSheets } from '../../../orders/export/build/order-sheets.ts';
import { isChatGone } from '../../../telegram/errors.ts';
import { writeWorkbook } from '../../../workbook/write-workbook.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { alert } from '../../messages/send.ts';
import { type MessageTarget, targetOf, targetOptions } from '../../messages/target.ts';

/**
 * Sends a deleted order, whole as it was, to the person who asked for it: from a group into their private chat, since
 * nothing of it is masked.
 */
export async function sendDeleted(
  { ledger, activity }: Pick<FeatureParts, 'ledger' | 'activity'>,
  ctx: BotContext,
  orderId: number,
  format: 'xlsx' | 'json',
): Promise<void> {
  const [deletion] = await ledger.deletions(ctx.shop.id, { kind: 'id', orderId });
  const order = deletion?.act.seen;
  if (order === undefined) return alert(ctx, 'deleted-gone');
  const isInGroup = ctx.audience.inGroup;
  const target: MessageTarget = isInGroup
    ? { chatId: ctx.person.id }
    : { ...targetOf(ctx), replyTo: ctx.callbackQuery?.message?.message_id };
  try {
    await withFile(order, format, ctx, (file) =>
      ctx.api.sendDocument(target.chatId, file, targetOptions(target)),
    );
  } catch (error) {
    if (isInGroup && isChatGone(error)) return alert(ctx, 'deleted-open-private');
    throw error;
  }
  await activity.record({
    kind: 'export',
    shop: ctx.shop.id,
    person: ctx.person,
    chat: ctx.chatId,
    order: { id: orderId, poNumber: order.poNumber },
    facts: { act: 'delete', count: 1 },
  });
  await ctx.answerCallbackQuery(
    isInGroup ? { text: ctx.localizer.plain('deleted-sent') } : undefined,
  );
}

async function withFile(
  order: Order,
  format: 'xlsx' | 'json',
  { localizer, shop }: BotContext,
  send: (file: InputFile) => Promise<unknown>,
): Promise<void> {
  const name = `${order.orderId}.${format}`;
  if (format === 'json') {
    await send(new InputFile(Buffer.from(JSON.stringify(order.raw, undefined, 2)), name));
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'ngorder-bot-deleted-'));
  try {
    const path = join(folder, name);
    const sheets = orderSheets([order], localizer.locale);
    await writeWorkbook(path, { sheets, timeZone: shop.timeZone });
    await send(new InputFile(path, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
