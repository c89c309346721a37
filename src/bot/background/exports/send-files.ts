import { InputFile } from 'grammy';
import type { MadeExport } from '../../../orders/export/make-export.ts';
import type { ExportRow } from '../../../store/tables/exports.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { html } from '../../messages/send.ts';
import { targetOptions } from '../../messages/target.ts';
import { type ExportAsked, exportCaptionView } from '../../views/export.ts';
import { inlineKeyboard } from '../../views/message-view.ts';
import { type HandoverParts, targetOf } from './handover.ts';

/** Sends the files of an export one after the other, the last with all that is known of them. */
export async function sendFiles(
  { api, codec }: HandoverParts,
  row: ExportRow,
  asked: ExportAsked,
  made: MadeExport,
  localizer: Localizer,
  signal: AbortSignal,
): Promise<void> {
  for (const [index, { path, name }] of made.files.entries()) {
    const part = { number: index + 1, of: made.files.length };
    const { text, keyboard } = exportCaptionView(asked, made, part, localizer, row.asked_by);
    const options = {
      caption: text,
      parse_mode: html.parse_mode,
      ...targetOptions(targetOf(row)),
      ...(keyboard.length > 0 && {
        reply_markup: inlineKeyboard(keyboard, codec.packFor(row.shop)),
      }),
    };
    await api.sendDocument(row.chat_id, new InputFile(path, name), options, signal as never);
  }
}
