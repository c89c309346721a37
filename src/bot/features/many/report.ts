import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputFile } from 'grammy';
import { writeWorkbook } from '../../../workbook/write-workbook.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { html } from '../../messages/send.ts';
import { targetOf, targetOptions } from '../../messages/target.ts';
import { reportCaption, reportSheet } from '../../views/many/report.ts';

/** Sends what a run came to, order by order, as Excel. It names no buyer, and so stands wherever the run does. */
export async function sendReport(
  { ledger, activity }: Pick<FeatureParts, 'ledger' | 'activity'>,
  ctx: BotContext,
  token: string,
): Promise<void> {
  const { request, acts } = await ledger.actsOf(token);
  await ctx.answerCallbackQuery();
  const folder = await mkdtemp(join(tmpdir(), 'ngorder-bot-report-'));
  try {
    const path = join(folder, 'report.xlsx');
    const sheets = [reportSheet(request, acts, ctx.localizer)];
    await writeWorkbook(path, { sheets, timeZone: ctx.shop.timeZone });
    const target = targetOf(ctx);
    const name = `${request.kind}-${new Date(request.createdAt).toISOString().slice(0, 10)}.xlsx`;
    await ctx.api.sendDocument(target.chatId, new InputFile(path, name), {
      caption: reportCaption(request, acts, ctx.localizer),
      parse_mode: html.parse_mode,
      ...targetOptions({ ...target, replyTo: ctx.callbackQuery?.message?.message_id }),
    });
    await activity.record({
      kind: 'export',
      shop: request.shop,
      person: ctx.person,
      chat: target.chatId,
      act: { request: token, position: 0 },
      facts: { act: request.kind, count: acts.length },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
