import type { CanceledFilter } from '../../ngorder/queries.ts';
import { type ExportFormat, isExcel } from '../../orders/export/file-name.ts';
import type { Wording } from '../i18n/localizer.ts';
import { failureSentence } from './failure.ts';
import { rangeName } from './list.ts';
import { button, lines, type Screen } from './message-view.ts';

/** What stands there while the file is fetched. */
export function exportWorkingView(filter: CanceledFilter, wording: Wording): Screen {
  return { text: wording.html('export-working', summary(filter, wording)), keyboard: [] };
}

/** What stands under the file: what it is, if no Excel; in a group, who can open it and a way to have it alone. */
export function exportCaptionView(
  filter: CanceledFilter,
  wording: Wording,
  askedBy: number,
  format: ExportFormat = 'xlsx',
): Screen {
  const caption = lines(
    wording.html('export-caption', summary(filter, wording)),
    isExcel(format) ? undefined : wording.html('export-not-excel', { format }),
  );
  if (!wording.audience.inGroup) return { text: caption, keyboard: [] };
  return {
    text: lines(caption, wording.html('export-caption-group')),
    keyboard: [
      [button(wording.plain('button-send-privately'), { press: 'sendPrivately', askedBy })],
    ],
  };
}

/** That no file comes, since the chat that it was for is gone. */
export function exportDroppedView(filter: CanceledFilter, wording: Wording): Screen {
  return { text: wording.html('export-dropped', summary(filter, wording)), keyboard: [] };
}

/** Why no file came, with a button to ask for it again. */
export function exportFailedView(error: unknown, filter: CanceledFilter, wording: Wording): Screen {
  return {
    text: lines(
      wording.html('export-not-sent', summary(filter, wording)),
      failureSentence(error, wording) ?? wording.html('unforeseen'),
    ),
    keyboard: [[button(wording.plain('button-try-again'), { press: 'export', filter })]],
  };
}

function summary(filter: CanceledFilter, wording: Wording) {
  return { type: wording.plain(`type-${filter.type}`), dates: rangeName(filter, wording) };
}
