import { InputFile } from 'grammy';
import { type Held, LeaseLost } from '../../../background/with-lease.ts';
import { deliveredText, withFile } from '../../../orders/export/delivered.ts';
import type { MadeExport } from '../../../orders/export/make-export.ts';
import { type ExportRow, leaseOfExport } from '../../../store/tables/exports.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { html } from '../../messages/send.ts';
import { targetOptions } from '../../messages/target.ts';
import { type ExportAsked, exportCaptionView } from '../../views/export.ts';
import { inlineKeyboard } from '../../views/message-view.ts';
import { type HandoverParts, mayHave, targetOf } from './handover.ts';
import { deliveredOf } from './what-left.ts';

/**
 * Sends the files of an export one after the other, the last with all that is known of them. Each that was handed over is
 * written down before the next one leaves, so that it doesn't come again. False: whoever asked has lost the right to them
 * meanwhile.
 * @throws {LeaseLost} when somebody else may be at it by now
 */
export async function sendFiles(
  parts: HandoverParts,
  row: ExportRow,
  asked: ExportAsked,
  made: MadeExport,
  localizer: Localizer,
  { signal, holder }: Held,
): Promise<boolean> {
  const { api, codec, rows } = parts;
  let delivered = deliveredOf(row);
  for (const { path, name, part, holds } of made.files) {
    if (!(await mayHave(parts, row))) return false;
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
    // With the last one all of it is marked as sent.
    if (part.number === part.of || holds === undefined) continue;
    delivered = withFile(delivered, holds);
    if (!(await rows.markDelivered(row.id, holder, deliveredText(delivered))))
      throw new LeaseLost(leaseOfExport(row.id));
  }
  return true;
}
