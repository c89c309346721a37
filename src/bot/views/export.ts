import type { CanceledFilter } from '../../ngorder/queries.ts';
import { type ExportFormat, isExcel } from '../../orders/export/file-name.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { failureSentence } from './failure.ts';
import { rangeName } from './list.ts';
import { button, lines, type MessageView, type ViewButton } from './message-view.ts';

/** What stands there while the file is fetched. */
export function exportWorkingView(filter: CanceledFilter, localizer: Localizer): MessageView {
  return { text: localizer.html('export-working', summary(filter, localizer)), keyboard: [] };
}

/** What stands under the file: what it is, if no Excel; in a group, who can open it and a way to have it alone. */
export function exportCaptionView(
  filter: CanceledFilter,
  localizer: Localizer,
  askedBy: number,
  format: ExportFormat = 'xlsx',
): MessageView {
  const caption = lines(
    localizer.html('export-caption', summary(filter, localizer)),
    isExcel(format) ? undefined : localizer.html('export-not-excel', { format }),
  );
  if (!localizer.audience.inGroup) return { text: caption, keyboard: [] };
  return {
    text: lines(caption, localizer.html('export-caption-group')),
    keyboard: [
      [button(localizer.plain('button-send-privately'), { press: 'sendPrivately', askedBy })],
    ],
  };
}

/** That a file was asked for in a group and goes to the person alone, with a way to have it there after all. */
export function sentPrivatelyView(
  filter: CanceledFilter,
  person: string,
  localizer: Localizer,
): MessageView {
  return {
    text: localizer.html('export-goes-privately', { ...summary(filter, localizer), person }),
    keyboard: [[hereButton(filter, localizer)]],
  };
}

/** That the person has to open the private chat first: by this link, which asks for the file there. */
export function exportToOpenView(
  filter: CanceledFilter,
  link: string,
  person: string,
  localizer: Localizer,
): MessageView {
  return {
    text: localizer.html('export-open-private', { ...summary(filter, localizer), person }),
    keyboard: [
      [{ text: localizer.plain('button-open-private'), url: link }],
      [hereButton(filter, localizer)],
    ],
  };
}

function hereButton(filter: CanceledFilter, localizer: Localizer): ViewButton {
  return button(localizer.plain('button-excel-here'), { press: 'exportHere', filter });
}

/** That no file comes, since the chat that it was for is gone. */
export function exportDroppedView(filter: CanceledFilter, localizer: Localizer): MessageView {
  return { text: localizer.html('export-dropped', summary(filter, localizer)), keyboard: [] };
}

/** Why no file came, with a button to ask for it again. */
export function exportFailedView(
  error: unknown,
  filter: CanceledFilter,
  localizer: Localizer,
): MessageView {
  return {
    text: lines(
      localizer.html('export-not-sent', summary(filter, localizer)),
      failureSentence(error, localizer) ?? localizer.html('unforeseen'),
    ),
    keyboard: [[button(localizer.plain('button-try-again'), { press: 'export', filter })]],
  };
}

function summary(filter: CanceledFilter, localizer: Localizer) {
  return { type: localizer.plain(`type-${filter.type}`), dates: rangeName(filter, localizer) };
}
