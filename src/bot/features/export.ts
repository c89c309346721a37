// A seller gets canceled orders as an Excel file: chooses type and dates, then the document comes.

import { Composer, GrammyError } from 'grammy';
import { DateRangeError, today } from '../../orders/dates/date-range.ts';
import { parseListWords } from '../../orders/parse-filter.ts';
import type { Filter } from '../callbacks/codec.ts';
import { onPress } from '../callbacks/on-callback.ts';
import type { BotContext, BotParts } from '../context.ts';
import { send, show } from '../messages/send.ts';
import { exportChoiceView } from '../views/dates.ts';
import { datesSentence } from '../views/failure.ts';
import { lines } from '../views/message-view.ts';

export function exporting(parts: BotParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(['export', 'unduh'], (ctx) => showExportChoice(ctx, ctx.match));
  onPress(composer, 'exportChoice', (ctx, { filter }) =>
    show(ctx, exportChoiceView(filter, ctx.wording)),
  );
  onPress(composer, 'export', async (ctx, { filter }) => {
    const isNew = await beginExport(parts, ctx, filter);
    const said = isNew ? 'alert-working' : 'export-under-way';
    await ctx.answerCallbackQuery({ text: ctx.wording.plain(said) });
  });
  onPress(composer, 'sendPrivately', (ctx, { askedBy }) => sendPrivately(ctx, askedBy));
  return composer;
}

/** Shows the choice of type and dates, beginning with what the words behind the command say. */
export async function showExportChoice(ctx: BotContext, words = ''): Promise<void> {
  const { wording } = ctx;
  try {
    await send(ctx, exportChoiceView(parseListWords(words, today(wording.timeZone)), wording));
  } catch (error) {
    if (!(error instanceof DateRangeError)) throw error;
    const choice = exportChoiceView({ type: 'CANCEL' }, wording);
    await send(ctx, { ...choice, text: lines(datesSentence(error, wording), '', choice.text) });
  }
}

/** False: the same file is on its way already. */
async function beginExport(
  { exports }: BotParts,
  ctx: BotContext,
  filter: Filter,
): Promise<boolean> {
  const message = ctx.callbackQuery?.message;
  if (ctx.chatId === undefined) throw new Error('An Excel can only be asked for in a chat');
  return exports.begin({
    chatId: ctx.chatId,
    threadId: message?.is_topic_message ? message.message_thread_id : undefined,
    replyTo: ctx.audience.inGroup ? message?.message_id : undefined,
    askedBy: ctx.person.id,
    filter,
  });
}

/** Sends the group's file to the person alone and takes it out of the group. */
async function sendPrivately(ctx: BotContext, askedBy: number): Promise<void> {
  const { wording, person } = ctx;
  const alert = (key: string) =>
    ctx.answerCallbackQuery({ text: wording.plain(key), show_alert: true });
  if (person.id !== askedBy) return void (await alert('export-forbidden-press'));
  const document = ctx.callbackQuery?.message?.document;
  if (document === undefined) return void (await alert('press-outdated'));
  try {
    const [caption] = (ctx.callbackQuery?.message?.caption ?? '').split('\n');
    await ctx.api.sendDocument(person.id, document.file_id, { ...(caption && { caption }) });
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 403) throw error;
    return void (await alert('export-start-private-first'));
  }
  const isRemoved = await removed(ctx);
  await send(ctx, {
    text: lines(
      wording.html('export-sent-privately', { person: person.name }),
      isRemoved ? undefined : wording.html('export-copy-stays'),
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
    if (error instanceof GrammyError && error.error_code === 400) return false;
    throw error;
  }
}
