// Somebody gets the part of the activity that they look at as Excel.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputFile } from 'grammy';
import type { HistoryQuery } from '../../team/activity/history.ts';
import { isChatGone } from '../../telegram/errors.ts';
import { writeWorkbook } from '../../workbook/write-workbook.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { alert, html } from '../messages/send.ts';
import { type MessageTarget, targetOf, targetOptions } from '../messages/target.ts';
import { type ActivityFilter, activityCaption } from '../views/activity.ts';
import { activitySheet } from '../views/activity-sheet.ts';
import { queryFor } from './activity-query.ts';

type ExcelParts = Pick<FeatureParts, 'history' | 'team' | 'activity' | 'chats' | 'localizerFor'>;

/** What is made while its chat waits must not take long: more rows than these have to be narrowed down first. */
const mostRows = 10_000;

/**
 * Sends exactly what the filter shows: to the person alone, or where the group's settings say so into the group, masked
 * like everything there.
 */
export async function sendActivityExcel(
  parts: ExcelParts,
  ctx: BotContext,
  filter: ActivityFilter,
): Promise<void> {
  const { query } = await queryFor(parts, ctx, filter);
  const { total } = await parts.history.page(query, 1, 1);
  if (total === 0) return alert(ctx, 'activity-none');
  if (total > mostRows) return alert(ctx, 'activity-too-long');
  const { target, localizer } = await placeFor(parts, ctx);
  const isElsewhere = target.chatId !== ctx.chatId;
  try {
    const count = await sendRows(parts, ctx, { filter, query, target, localizer });
    await parts.activity.record({
      kind: 'activityExport',
      shop: ctx.shop.id,
      person: ctx.person,
      chat: target.chatId,
      facts: { ...factsOf(filter), count },
    });
  } catch (error) {
    if (!isElsewhere || !isChatGone(error)) throw error;
    return alert(ctx, 'export-start-private-first');
  }
  const said = { text: ctx.localizer.plain('export-comes-privately') };
  await ctx.answerCallbackQuery(isElsewhere ? said : undefined);
}

/** Where it goes, and in whose words. */
async function placeFor(
  { chats, localizerFor }: ExcelParts,
  ctx: BotContext,
): Promise<{ target: MessageTarget; localizer: Localizer }> {
  const { audience, excelTo, person, shop, localizer } = ctx;
  if (!audience.inGroup || excelTo === 'group') return { target: targetOf(ctx), localizer };
  const { locale } = await chats.about(person.id);
  const own = localizerFor(locale, shop.timeZone, { inGroup: false });
  return { target: { chatId: person.id }, localizer: own };
}

interface Wanted {
  filter: ActivityFilter;
  query: HistoryQuery;
  target: MessageTarget;
  localizer: Localizer;
}

/** Returns how many rows there are in it. */
async function sendRows(
  { history }: ExcelParts,
  { api, shop }: BotContext,
  { filter, query, target, localizer }: Wanted,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'ngorder-bot-activity-'));
  try {
    const path = join(folder, 'activity.xlsx');
    let count = 0;
    const counted = async function* () {
      for await (const row of history.all(query)) {
        count += 1;
        yield row;
      }
    };
    const sheets = [activitySheet(counted(), localizer)];
    await writeWorkbook(path, { sheets, timeZone: shop.timeZone });
    const [known] = filter.person === undefined ? [] : await history.known([filter.person]);
    const name = `${localizer.plain('activity-file')}_${shop.today()}.xlsx`;
    await api.sendDocument(target.chatId, new InputFile(path, name), {
      caption: activityCaption({ shop: shop.name, filter, person: known, count }, localizer),
      parse_mode: html.parse_mode,
      ...targetOptions(target),
    });
    return count;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function factsOf(filter: ActivityFilter): Record<string, string | number> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
