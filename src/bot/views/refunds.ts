import { daysOwed, paybackWays, type Refund } from '../../orders/refunds/refund.ts';
import { shareable } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { excelOfThese } from './export.ts';
import { button, fitting, type MessageView, shopLine, type ViewButton } from './message-view.ts';
import { buyerFact, buyerOf, orderName } from './order-facts.ts';

export const refundsPerPage = 10;
const buttonsInRow = 5;
const mostOfBuyer = 14;

export interface ShownRefunds {
  /** What is owed, the oldest first. */
  refunds: readonly Refund[];
  /** From 1; beyond the last page it is the last. */
  page: number;
  /** What was canceled elsewhere is still being looked for, or could not be read. */
  search: 'complete' | 'under way' | 'failed';
}

/** What the shop owes its buyers, with a numbered button for each. */
export function refundsView(
  { refunds, page: asked, search }: ShownRefunds,
  localizer: Localizer,
): MessageView {
  const pages = Math.max(1, Math.ceil(refunds.length / refundsPerPage));
  const page = Math.min(asked, pages);
  const shown = refunds.slice((page - 1) * refundsPerPage, page * refundsPerPage);
  const to = (text: string, target: number) => button(text, { press: 'refunds', page: target });
  return {
    text: fitting([
      shopLine(localizer),
      localizer.html('refunds-header', { count: refunds.length }),
      refunds.length > 0 && sumLine(refunds, localizer),
      pages > 1 && localizer.html('list-page', { page, pages }),
      '',
      ...shown.map((refund, index) => refundLine(index + 1, refund, localizer)),
      refunds.length === 0 && search === 'complete' && localizer.html('refunds-none'),
      search !== 'complete' &&
        localizer.html(search === 'failed' ? 'refunds-unread' : 'refunds-reading'),
    ]),
    keyboard: [
      ...inRows(
        shown.map(({ orderId }, index) =>
          button(String(index + 1), { press: 'refund', orderId, page }),
        ),
      ),
      [...(page > 1 ? [to('‹', page - 1)] : []), ...(page < pages ? [to('›', page + 1)] : [])],
      [
        to(localizer.plain('button-refresh'), page),
        ...(refunds.length > 0 ? [excelOfThese({ of: 'refunds' }, localizer)] : []),
      ],
    ].filter((row) => row.length > 0),
  };
}

/** What is owed for one order, or what became of it. */
export function refundView(refund: Refund, page: number, localizer: Localizer): MessageView {
  const { order, orderId, status, closedAt, refundedBy, way } = refund;
  return {
    text: fitting([
      shopLine(localizer),
      localizer.html('order-title', { order: orderName(order, localizer) }),
      refundSentence(refund, localizer),
      closedAt !== undefined &&
        status === 'refunded' &&
        localizer.html('at-time', { time: localizer.time(closedAt) }),
      status === 'refunded' &&
        refundedBy !== undefined &&
        (way === undefined
          ? localizer.html('refund-way-question')
          : localizer.html('refund-way', { way: localizer.plain(`refund-way-${way}`) })),
      '',
      buyerFact(order, localizer),
      refund.canceledBy !== undefined &&
        localizer.html('refund-canceled-by', {
          person: refund.canceledBy,
          time: localizer.time(refund.openedAt),
        }),
    ]),
    keyboard: [
      ...stepRows(refund, page, localizer),
      [button(localizer.plain('button-back-to-refunds'), { press: 'refunds', page })],
      ...(status === 'open' ? [cardRow(orderId, localizer)] : []),
    ],
  };
}

/** In a line, on an order's card and in a question, what is owed for it. */
export function refundSentence(
  { status, amount, refundedBy }: Refund,
  localizer: Localizer,
  written: 'html' | 'plain' = 'html',
): string {
  switch (status) {
    case 'open':
      return amount === undefined
        ? localizer[written]('refund-open-unsure')
        : localizer[written]('refund-open', { amount: localizer.money(amount) });
    case 'refunded':
      return localizer[written]('refund-done', { person: refundedBy ?? '–' });
    case 'returned':
      return localizer[written]('refund-returned');
  }
}

/** The button that says that the money went back. */
export function refundedButton(orderId: number, localizer: Localizer, page = 1): ViewButton {
  return button(
    localizer.plain('button-refunded'),
    { press: 'refunded', orderId, page },
    'success',
  );
}

function stepRows({ status, orderId }: Refund, page: number, localizer: Localizer): ViewButton[][] {
  if (status === 'open') return [[refundedButton(orderId, localizer, page)]];
  if (status === 'returned') return [];
  const ways = paybackWays.map((way) =>
    button(localizer.plain(`refund-way-${way}`), { press: 'refundWay', orderId, way, page }),
  );
  return [
    ways.slice(0, 2),
    ways.slice(2),
    [button(localizer.plain('button-undo'), { press: 'undoRefunded', orderId, page })],
  ];
}

function cardRow(orderId: number, localizer: Localizer): ViewButton[] {
  const cursor = { type: 'CANCEL', page: 1, perPage: 10 } as const;
  return [
    button(localizer.plain('button-show', { id: shareable(String(orderId)) }), {
      press: 'card',
      orderId,
      cursor,
    }),
  ];
}

/** What is owed in all; where an amount isn't known, of how many orders. */
function sumLine(refunds: readonly Refund[], localizer: Localizer): string {
  const unknown = refunds.filter(({ amount }) => amount === undefined).length;
  const sum = localizer.money(refunds.reduce((total, { amount = 0 }) => total + amount, 0));
  return unknown === 0
    ? localizer.html('refunds-sum', { sum })
    : localizer.html('refunds-sum-least', { sum, count: unknown });
}

function refundLine(number: number, refund: Refund, localizer: Localizer): string {
  const { orderId, order, amount, openedAt, readAt } = refund;
  const days = daysOwed(openedAt, readAt);
  const about = [
    localizer.text(buyerOf(order) ?? '', mostOfBuyer),
    amount === undefined ? '?' : localizer.money(amount),
    days === 0 ? localizer.plain('refunds-today') : localizer.plain('refunds-days', { days }),
  ];
  return localizer.html('list-order', {
    number,
    id: shareable(String(orderId)),
    about: shareable(about.filter(Boolean).join(' · ')),
  });
}

function inRows(buttons: readonly ViewButton[]): ViewButton[][] {
  const rows = Math.ceil(buttons.length / buttonsInRow);
  return Array.from({ length: rows }, (_, row) =>
    buttons.slice(row * buttonsInRow, (row + 1) * buttonsInRow),
  );
}
