// A seller gets canceled orders as an Excel file: chooses type and dates, then the document comes.

import { DateRangeError, today } from '../../../orders/dates/date-range.ts';
import { parseListWords } from '../../../orders/parse-filter.ts';
import { isChatGone, isRefusal } from '../../../telegram/errors.ts';
import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import { filter, positive } from '../../callbacks/fields.ts';
import type { BotContext } from '../../context.ts';
import { feature } from '../../feature.ts';
import { alert, send, show } from '../../messages/send.ts';
import { targetOf } from '../../messages/target.ts';
import { exportChoiceView } from '../../views/dates.ts';
import { datesSentence } from '../../views/failure.ts';
import { lines } from '../../views/message-view.ts';

const exportChoice = shopButton('X', { operation: 'export', fields: { filter } });
const getExport = shopButton('E', { operation: 'export', fields: { filter } });
const sendPrivately = shopButton('S', { operation: 'export', fields: { askedBy: positive } });

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    exportChoice: FieldsOf<typeof exportChoice>;
    export: FieldsOf<typeof getExport>;
    sendPrivately: FieldsOf<typeof sendPrivately>;
  }
}

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
    buttons: { exportChoice, export: getExport, sendPrivately },
  },
  handle: ({ exports }) => ({
    commands: { export: showExportChoice },
    buttons: {
      exportChoice: (ctx, { filter }) => show(ctx, exportChoiceView(filter, ctx.localizer)),
      export: async (ctx, { filter }) => {
        const { chatId, topic, replyTo } = targetOf(ctx);
        const order = {
          shop: ctx.shop.id,
          chatId,
          threadId: topic,
          replyTo,
          askedBy: ctx.person.id,
          filter,
        };
        const said = (await exports.begin(order)) ? 'alert-working' : 'export-under-way';
        await ctx.answerCallbackQuery({ text: ctx.localizer.plain(said) });
      },
      sendPrivately: (ctx, { askedBy }) => sendToPerson(ctx, askedBy),
    },
  }),
});

/** Shows the choice of type and dates, beginning with what the words behind the command say. */
export async function showExportChoice(ctx: BotContext, words = ''): Promise<void> {
  const { localizer, shop } = ctx;
  try {
    await send(ctx, exportChoiceView(parseListWords(words, today(shop.timeZone)), localizer));
  } catch (error) {
    if (!(error instanceof DateRangeError)) throw error;
    const choice = exportChoiceView({ type: 'CANCEL' }, localizer);
    await send(ctx, { ...choice, text: lines(datesSentence(error, localizer), '', choice.text) });
  }
}

/** Sends the group's file to the person alone and takes it out of the group. */
async function sendToPerson(ctx: BotContext, askedBy: number): Promise<void> {
  const { localizer, person } = ctx;
  if (person.id !== askedBy) return alert(ctx, 'export-forbidden-press');
  const document = ctx.callbackQuery?.message?.document;
  if (document === undefined) return alert(ctx, 'press-outdated');
  try {
    const [caption] = (ctx.callbackQuery?.message?.caption ?? '').split('\n');
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
