// A seller gets canceled orders as an Excel file: chooses type and dates, then the document comes.

import type { CanceledFilter } from '../../../ngorder/queries.ts';
import { DateRangeError } from '../../../orders/dates/date-range.ts';
import { parseFilterWords } from '../../../orders/parse-filter.ts';
import { isChatGone, isRefusal } from '../../../telegram/errors.ts';
import { type FieldsOf, type Press, shopButton } from '../../callbacks/codec.ts';
import { filter, positive } from '../../callbacks/fields.ts';
import { pressOfStart, startLink } from '../../callbacks/start-link.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { ask } from '../../conversations/ask.ts';
import { feature } from '../../feature.ts';
import { alert, replyWith, send, sendView, show } from '../../messages/send.ts';
import { targetOf } from '../../messages/target.ts';
import { useShop } from '../../middleware/request-context.ts';
import { mayOrIsTold } from '../../middleware/rights.ts';
import { exportChoiceView } from '../../views/dates.ts';
import {
  type ExportAsked,
  exportToOpenView,
  exportWorkingView,
  fileWord,
  pressFor,
  sentPrivatelyView,
} from '../../views/export.ts';
import { datesSentence } from '../../views/failure.ts';
import { lines } from '../../views/message-view.ts';
import { askDates } from './ask-dates.ts';
import { ordersOf } from './orders-of-set.ts';

const exportChoice = shopButton('X', { operation: 'export', fields: { filter } });
/** To whoever presses it, alone. */
const getExport = shopButton('E', { operation: 'export', fields: { filter } });
/** Into the chat in which it is pressed. */
const exportHere = shopButton('F', { operation: 'export', fields: { filter } });
/** As CSV, to whoever presses it, alone. */
const getCsv = shopButton('ec', { operation: 'export', fields: { filter } });
/** Of the export that the message announces. */
const stopExport = shopButton('es', { operation: 'export', fields: {} });
const sendPrivately = shopButton('S', { operation: 'export', fields: { askedBy: positive } });

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    exportChoice: FieldsOf<typeof exportChoice>;
    export: FieldsOf<typeof getExport>;
    exportHere: FieldsOf<typeof exportHere>;
    exportCsv: FieldsOf<typeof getCsv>;
    stopExport: FieldsOf<typeof stopExport>;
    sendPrivately: FieldsOf<typeof sendPrivately>;
  }
}

export type ExportParts = Pick<FeatureParts, 'exports' | 'chats' | 'localizerFor'>;

export const exporting = feature('export', {
  declares: {
    commands: {
      export: {
        name: { en: 'export', id: 'unduh' },
        operation: 'export',
        menu: 'command-export',
        help: 'help-export',
      },
    },
    buttons: {
      exportChoice,
      export: getExport,
      exportHere,
      exportCsv: getCsv,
      stopExport,
      sendPrivately,
    },
  },
  handle: (parts) => ({
    commands: { export: (ctx, words) => exportOfWords(parts, ctx, words) },
    buttons: {
      exportChoice: (ctx, { filter }) => showExportChoice(ctx, filter),
      export: (ctx, { filter }) => sendExport(parts, ctx, asked(filter)),
      exportHere: (ctx, { filter }) => sendHere(parts, ctx, asked(filter)),
      exportCsv: (ctx, { filter }) => sendExport(parts, ctx, asked(filter, 'csv')),
      stopExport: (ctx) => callOff(parts, ctx),
      sendPrivately: (ctx, { askedBy }) => sendToPerson(ctx, askedBy),
    },
  }),
});

function asked(filter: CanceledFilter, format: ExportAsked['format'] = 'xlsx'): ExportAsked {
  return { orders: { of: 'list', filter }, format };
}

/** What is named with its dates comes at once, to where the chat's settings say; else they are asked for, and what was not understood is said. */
export async function exportOfWords(
  parts: ExportParts,
  ctx: BotContext,
  words: string,
): Promise<void> {
  const { localizer, shop } = ctx;
  try {
    const { rest, format } = formatIn(words);
    const { type = 'CANCEL', dates } = parseFilterWords(rest, shop.today());
    const wanted = asked({ type, ...dates }, format);
    if (dates === undefined) await showExportChoice(ctx, { type });
    else if (ctx.excelTo === 'group') await sendHere(parts, ctx, wanted);
    else await sendExport(parts, ctx, wanted);
  } catch (error) {
    if (!(error instanceof DateRangeError)) throw error;
    await ask(ctx, askDates, 'export', 'CANCEL', datesSentence(error, localizer));
  }
}

/** `csv bulan lalu` asks for a CSV. */
function formatIn(words: string): { rest: string; format: ExportAsked['format'] } {
  const rest = words.replace(/(?<![\p{L}\p{N}])csv(?![\p{L}\p{N}])/giu, ' ');
  return { rest, format: rest === words ? 'xlsx' : 'csv' };
}

/** Shows the choice of type and dates. */
export async function showExportChoice(
  ctx: BotContext,
  filter: CanceledFilter = { type: 'CANCEL' },
): Promise<void> {
  await show(ctx, exportChoiceView(filter, ctx.shop.today(), ctx.localizer));
}

/** Sends an Excel to the person alone, wherever they ask for it: what it holds is not for a group. */
export async function sendExport(
  parts: ExportParts,
  ctx: BotContext,
  asked: ExportAsked,
): Promise<void> {
  if (!ctx.audience.inGroup) return sendHere(parts, ctx, asked);
  const { api, person, shop, localizer } = ctx;
  const file = fileWord(asked.format);
  const { locale } = await parts.chats.about(person.id);
  const own = parts.localizerFor(locale, shop.timeZone, { inGroup: false });
  let statusMessageId: number;
  try {
    const working = exportWorkingView(asked, own);
    statusMessageId = await sendView(api, { chatId: person.id }, working, ctx.pack);
  } catch (error) {
    if (!isChatGone(error)) throw error;
    const link = startLink(ctx.me.username, ctx.pack, pressFor(asked));
    await send(ctx, exportToOpenView(asked, link, person.name, localizer));
    return;
  }
  const order = { shop: shop.id, chatId: person.id, askedBy: person.id, ...asked, statusMessageId };
  const isNew = await parts.exports.begin({ ...order, threadId: undefined, replyTo: undefined });
  if (!isNew) await api.deleteMessage(person.id, statusMessageId).catch(() => undefined);
  if (ctx.callbackQuery) {
    const said = isNew
      ? localizer.plain('export-comes-privately')
      : localizer.plain('export-under-way', { file });
    await ctx.answerCallbackQuery({ text: said });
  } else if (isNew) await send(ctx, sentPrivatelyView(asked, person.name, localizer));
  else await replyWith(ctx, 'export-under-way', { file });
}

/** Sends an Excel into the chat in which it was asked for. */
export async function sendHere(
  { exports }: ExportParts,
  ctx: BotContext,
  asked: ExportAsked,
): Promise<void> {
  const { chatId, topic, replyTo } = targetOf(ctx);
  const file = fileWord(asked.format);
  const order = { shop: ctx.shop.id, chatId, threadId: topic, replyTo, askedBy: ctx.person.id };
  const isNew = await exports.begin({ ...order, ...asked });
  if (ctx.callbackQuery) {
    // A new one says so itself, in the chat.
    await ctx.answerCallbackQuery(
      isNew ? undefined : { text: ctx.localizer.plain('export-under-way', { file }) },
    );
  } else if (!isNew) await replyWith(ctx, 'export-under-way', { file });
}

/**
 * Sends what somebody asked for in a group before they had opened their private chat, once they come by its link.
 * False: these words behind `/start` are something else.
 */
export async function startedForExport(
  parts: FeatureParts,
  ctx: BotContext,
  words: string,
): Promise<boolean> {
  const { press, shop } = pressOfStart(parts.codec, words) ?? {};
  if (press?.press !== 'export' && press?.press !== 'exportCsv' && press?.press !== 'exportSet')
    return false;
  if (!(await useShop(ctx, shop ?? ctx.shop.id, parts))) await replyWith(ctx, 'shop-gone');
  else if (await mayOrIsTold(ctx, parts.team, 'export')) await sendPressed(parts, ctx, press);
  return true;
}

async function sendPressed(
  parts: FeatureParts,
  ctx: BotContext,
  press: Extract<Press, { press: 'export' | 'exportCsv' | 'exportSet' }>,
): Promise<void> {
  if (press.press !== 'exportSet')
    return sendExport(
      parts,
      ctx,
      asked(press.filter, press.press === 'exportCsv' ? 'csv' : 'xlsx'),
    );
  const orders = await ordersOf(parts, ctx, press.set);
  if (orders === undefined) await replyWith(ctx, 'export-OrdersForgotten');
  else await sendExport(parts, ctx, { orders, format: 'xlsx' });
}

/** Stops what a message announces, for whoever asked for it. */
async function callOff({ exports }: ExportParts, ctx: BotContext): Promise<void> {
  const { chatId } = targetOf(ctx);
  const messageId = ctx.callbackQuery?.message?.message_id ?? 0;
  const came = await exports.callOff({ chatId, messageId }, ctx.person.id);
  if (came === 'others') return alert(ctx, 'export-forbidden-press');
  const late = { text: ctx.localizer.plain('export-stop-late') };
  await ctx.answerCallbackQuery(came === 'late' ? late : undefined);
}

/** Sends the group's file to the person alone and takes it out of the group. */
async function sendToPerson(ctx: BotContext, askedBy: number): Promise<void> {
  const { localizer, person } = ctx;
  if (person.id !== askedBy) return alert(ctx, 'export-forbidden-press');
  const document = ctx.callbackQuery?.message?.document;
  if (document === undefined) return alert(ctx, 'press-outdated');
  try {
    // All but the last line, which says who in the group can open it.
    const caption = (ctx.callbackQuery?.message?.caption ?? '').replace(/\n[^\n]*$/, '');
    await ctx.api.sendDocument(person.id, document.file_id, { ...(caption && { caption }) });
  } catch (error) {
    if (!isChatGone(error)) throw error;
    return alert(ctx, 'export-start-private-first');
  }
  const isRemoved = await removed(ctx);
  await send(ctx, {
    text: lines(
      localizer.html('export-sent-privately', { person: person.name }),
      isRemoved ? undefined : localizer.html('export-copy-stays'),
    ),
    keyboard: [],
  });
}

/** Telegram Bot API, deleteMessage: a bot can't delete its messages in a group once they are two days old. */
async function removed(ctx: BotContext): Promise<boolean> {
  try {
    await ctx.deleteMessage();
    return true;
  } catch (error) {
    if (isRefusal(error) && !isChatGone(error)) return false;
    throw error;
  }
}
