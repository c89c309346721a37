import type { CanceledFilter } from '../../ngorder/queries.ts';
import type { BuiltBecause, MadeExport } from '../../orders/export/make-export.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { failureSentence } from './failure.ts';
import { rangeName } from './list.ts';
import { button, lines, type MessageView, type ViewButton } from './message-view.ts';

/** Which orders somebody wants in a file, and of what kind it is to be. */
export interface ExportAsked {
  filter: CanceledFilter;
  format: 'xlsx' | 'csv';
}

/** How far an export is: orders that were read, of so many, where that is known. */
export interface ExportProgress {
  read: number;
  total: number | undefined;
}

const barLength = 10;

/** What stands there while the file is made. */
export function exportWorkingView(
  { filter }: ExportAsked,
  localizer: Localizer,
  progress?: ExportProgress,
): MessageView {
  return {
    text: lines(
      localizer.html('export-working', summary(filter, localizer)),
      progress && progressLine(progress, localizer),
    ),
    keyboard: [[button(localizer.plain('button-stop-export'), { press: 'stopExport' })]],
  };
}

function progressLine({ read, total }: ExportProgress, localizer: Localizer): string {
  if (!total) return localizer.html('export-read', { read });
  const share = Math.min(1, read / total);
  const full = Math.floor(share * barLength);
  const bar = '▓'.repeat(full) + '░'.repeat(barLength - full);
  return localizer.html('export-progress', { bar, read: Math.min(read, total), total });
}

/** That somebody stopped it. */
export function exportStoppedView({ filter }: ExportAsked, localizer: Localizer): MessageView {
  return { text: localizer.html('export-stopped', summary(filter, localizer)), keyboard: [] };
}

/** What stands under a file: what it is and how it came to be; in a group, who can open it and a way to have it alone. */
export function exportCaptionView(
  { filter }: ExportAsked,
  made: Omit<MadeExport, 'files' | 'dispose'>,
  part: { number: number; of: number },
  localizer: Localizer,
  askedBy: number,
): MessageView {
  const isLast = part.number === part.of;
  const caption = lines(
    localizer.html('export-caption', summary(filter, localizer)),
    part.of > 1 ? localizer.html('export-part', { part: part.number, parts: part.of }) : undefined,
    isLast ? factsOf(made, localizer) : undefined,
  );
  if (!localizer.audience.inGroup) return { text: caption, keyboard: [] };
  return {
    text: lines(caption, localizer.html('export-caption-group')),
    keyboard: [
      [button(localizer.plain('button-send-privately'), { press: 'sendPrivately', askedBy })],
    ],
  };
}

/** How many orders and rupiah, whether these are all, and why it is not Ngorder's own file. */
function factsOf(
  { made, orders, sum, listed, isComplete }: Omit<MadeExport, 'files' | 'dispose'>,
  localizer: Localizer,
): string {
  const counted =
    sum === undefined
      ? localizer.html('export-orders', { orders })
      : localizer.html('export-orders-sum', { orders, sum: localizer.money(sum) });
  return lines(
    counted,
    isComplete ? localizer.html('export-matches') : differenceOf(listed, localizer),
    ...(made.by === 'bot'
      ? [becauseOf(made.because, localizer)]
      : [
          made.contents.formulas > 0
            ? localizer.html('export-formulas', { count: made.contents.formulas })
            : undefined,
          made.contents.macros ? localizer.html('export-macros') : undefined,
        ]),
  );
}

function differenceOf(listed: number | undefined, localizer: Localizer): string {
  return listed === undefined
    ? localizer.html('export-list-unknown')
    : localizer.html('export-differs', { listed });
}

function becauseOf(because: BuiltBecause, localizer: Localizer): string | undefined {
  const built = localizer.html('export-built');
  switch (because.kind) {
    case 'asked':
      return undefined;
    case 'notExcel':
      return lines(localizer.html('export-not-excel', { format: because.format }), built);
    case 'otherRows': {
      const { rows, listed } = because;
      return lines(localizer.html('export-other-rows', { rows, listed }), built);
    }
    case 'uncountable':
      return lines(localizer.html('export-uncountable'), built);
    case 'failed':
      return lines(failureSentence(because.error, localizer), built);
  }
}

/** That a file was asked for in a group and goes to the person alone, with a way to have it there after all. */
export function sentPrivatelyView(
  { filter }: ExportAsked,
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
  { filter }: ExportAsked,
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
export function exportDroppedView({ filter }: ExportAsked, localizer: Localizer): MessageView {
  return { text: localizer.html('export-dropped', summary(filter, localizer)), keyboard: [] };
}

/** Why no file came, with a button to ask for it again. */
export function exportFailedView(
  error: unknown,
  { filter, format }: ExportAsked,
  localizer: Localizer,
): MessageView {
  const press = format === 'csv' ? 'exportCsv' : 'export';
  return {
    text: lines(
      localizer.html('export-not-sent', summary(filter, localizer)),
      failureSentence(error, localizer) ?? localizer.html('unforeseen'),
    ),
    keyboard: [[button(localizer.plain('button-try-again'), { press, filter })]],
  };
}

/** Which orders, in one line without markup. */
export function filterName(filter: CanceledFilter, localizer: Localizer): string {
  const { type, dates } = summary(filter, localizer);
  return `${type} · ${dates}`;
}

function summary(filter: CanceledFilter, localizer: Localizer) {
  return { type: localizer.plain(`type-${filter.type}`), dates: rangeName(filter, localizer) };
}
