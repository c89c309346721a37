import type { CanceledFilter } from '../../ngorder/queries.ts';
import type { BuiltBecause, MadeExport, Part } from '../../orders/export/make-export.ts';
import type { OrdersAsked } from '../../orders/export/orders-asked.ts';
import type { Picked } from '../../orders/many/picked.ts';
import type { Press } from '../callbacks/codec.ts';
import type { OrderSet } from '../callbacks/fields.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { failureSentence } from './failure.ts';
import { rangeName } from './list.ts';
import { button, lines, type MessageView, shopLine, type ViewButton } from './message-view.ts';

/** Which orders somebody wants in a file, and of what kind it is to be. */
export interface ExportAsked {
  orders: OrdersAsked;
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
  asked: ExportAsked,
  localizer: Localizer,
  progress?: ExportProgress,
): MessageView {
  return {
    text: lines(
      shopLine(localizer),
      localizer.html('export-working', summary(asked, localizer)),
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
export function exportStoppedView(asked: ExportAsked, localizer: Localizer): MessageView {
  return { text: localizer.html('export-stopped', summary(asked, localizer)), keyboard: [] };
}

/** What stands under a file: what it is and how it came to be; in a group, who can open it and a way to have it alone. */
export function exportCaptionView(
  asked: ExportAsked,
  made: Omit<MadeExport, 'files' | 'dispose'>,
  part: Part,
  localizer: Localizer,
  askedBy: number,
): MessageView {
  const isLast = part.number === part.of;
  const caption = lines(
    shopLine(localizer),
    localizer.html('export-caption', { what: ordersName(asked.orders, localizer) }),
    part.of > 1 ? localizer.html('export-part', { part: part.number, parts: part.of }) : undefined,
    part.readAnewAfter !== undefined &&
      localizer.html('export-rest', { files: part.readAnewAfter }),
    isLast ? factsOf(asked.orders.of, made, localizer) : undefined,
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
  of: OrdersAsked['of'],
  { made, orders, sum, withoutSum, listed, isComplete }: Omit<MadeExport, 'files' | 'dispose'>,
  localizer: Localizer,
): string {
  const counted =
    sum === undefined
      ? localizer.html('export-orders', { orders })
      : localizer.html('export-orders-sum', { orders, sum: localizer.money(sum) });
  return lines(
    counted,
    withoutSum > 0 && localizer.html('export-without-sum', { count: withoutSum }),
    isComplete
      ? localizer.html(`export-matches-${of}`)
      : differenceOf(of, { orders, listed }, localizer),
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

function differenceOf(
  of: OrdersAsked['of'],
  { orders, listed }: Pick<MadeExport, 'orders' | 'listed'>,
  localizer: Localizer,
): string {
  if (of === 'refunds') return localizer.html('refunds-unread');
  if (listed === undefined) return localizer.html('export-list-unknown');
  if (of !== 'list' && orders === listed) return localizer.html('export-unproven');
  return localizer.html(`export-differs-${of}`, { listed });
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
  asked: ExportAsked,
  person: string,
  localizer: Localizer,
): MessageView {
  return {
    text: localizer.html('export-goes-privately', { ...summary(asked, localizer), person }),
    keyboard: [[hereButton(asked, localizer)]],
  };
}

/** That the person has to open the private chat first: by this link, which asks for the file there. */
export function exportToOpenView(
  asked: ExportAsked,
  link: string,
  person: string,
  localizer: Localizer,
): MessageView {
  return {
    text: localizer.html('export-open-private', { ...summary(asked, localizer), person }),
    keyboard: [
      [{ text: localizer.plain('button-open-private'), url: link }],
      [hereButton(asked, localizer)],
    ],
  };
}

function hereButton({ orders }: ExportAsked, localizer: Localizer): ViewButton {
  const label = localizer.plain('button-excel-here');
  return orders.of === 'list'
    ? button(label, { press: 'exportHere', filter: orders.filter })
    : button(label, { press: 'exportSetHere', set: setOf(orders) });
}

/** What a button to have it is to carry: to whoever presses it, alone. */
export function pressFor({ orders, format }: ExportAsked): Press {
  if (orders.of !== 'list') return { press: 'exportSet', set: setOf(orders) };
  return { press: format === 'csv' ? 'exportCsv' : 'export', filter: orders.filter };
}

function setOf(orders: Exclude<OrdersAsked, { of: 'list' }>): OrderSet {
  return orders.of === 'refunds' ? { of: 'refunds' } : { of: orders.of, id: orders.id };
}

/** Has exactly these orders as Excel. */
export function excelOfThese(set: OrderSet, localizer: Localizer): ViewButton {
  return button(localizer.plain('button-excel-of-these'), { press: 'exportSet', set });
}

/** That no file comes, since the chat that it was for is gone. */
export function exportDroppedView(asked: ExportAsked, localizer: Localizer): MessageView {
  return { text: localizer.html('export-dropped', summary(asked, localizer)), keyboard: [] };
}

/** Why no file came, with a button to ask for it again. */
export function exportFailedView(
  error: unknown,
  asked: ExportAsked,
  localizer: Localizer,
): MessageView {
  return {
    text: lines(
      shopLine(localizer),
      localizer.html('export-not-sent', summary(asked, localizer)),
      failureSentence(error, localizer) ?? localizer.html('unforeseen'),
    ),
    keyboard: [[button(localizer.plain('button-try-again'), pressFor(asked))]],
  };
}

/** Which orders, in one line without markup. */
export function ordersName(orders: OrdersAsked, localizer: Localizer): string {
  switch (orders.of) {
    case 'list':
      return listName(orders.filter, localizer);
    case 'search':
      return orders.text === undefined
        ? localizer.plain('export-of-some-search')
        : localizer.plain('export-of-search', { text: orders.text });
    case 'selection':
      return pickedName(orders.picked, localizer);
    case 'refunds':
      return localizer.plain('export-of-some-refunds');
  }
}

function listName(filter: CanceledFilter, localizer: Localizer): string {
  return `${localizer.plain(`type-${filter.type}`)} · ${rangeName(filter, localizer)}`;
}

function pickedName(picked: Picked | undefined, localizer: Localizer): string {
  switch (picked?.of) {
    case 'list': {
      const list = listName(picked.filter, localizer);
      const count = picked.orders.length;
      return localizer.plain(picked.isAll ? 'export-of-all-but' : 'export-of-selected', {
        list,
        count,
      });
    }
    case 'search':
      return picked.isAll
        ? localizer.plain('export-of-some-search')
        : localizer.plain('export-of-found', { count: picked.orders.length });
    case 'names':
      return localizer.plain('export-of-named', { count: picked.references.length });
    case 'document':
    case 'run':
    case undefined:
      return localizer.plain('export-of-some-selection');
  }
}

function summary({ orders, format }: ExportAsked, localizer: Localizer) {
  return { what: ordersName(orders, localizer), file: fileWord(format) };
}

/** What people call such a file. */
export function fileWord(format: ExportAsked['format']): string {
  return format === 'csv' ? 'CSV' : 'Excel';
}
