import { canceledTypes, type Order, type Page } from '../../ngorder/order.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';
import { type ListCursor, listPerPage } from '../callbacks/fields.ts';
import { shareable } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import {
  button,
  fitting,
  type MessageView,
  type PressButton,
  shopLine,
  type ViewButton,
} from './message-view.ts';
import { buyerOf } from './order-facts.ts';

/** What is shown with a page besides its orders. */
export interface BesideList {
  /** In HTML, above everything. */
  notice?: string | undefined;
  /** What the team has canceled on the day of the list, or today. */
  canceledOn?: CanceledOnDay | undefined;
}

/** What the team has canceled on a day, whenever it was ordered. */
export interface CanceledOnDay {
  /** yyyy-mm-dd, by the shop's clock. */
  day: string;
  isToday: boolean;
  /** The latest first. */
  orders: readonly NamedOrder[];
}

/** An order of which perhaps no more is known than its ID. */
export type NamedOrder = Pick<Order, 'orderId'> & Partial<Order>;

const buttonsInRow = 5;
const jumpPages = 5;
/** A line of so many characters fits on a phone of 360 pixels: `10. #1338 Siti Rahma · Rp110.376 💰`. */
const lineOnPhone = 34;
/** In a group, a picture of who wrote stands beside every message. */
const lineInGroup = 30;
const [leastOfBuyer, mostOfBuyer] = [3, 18];
/** More of what was canceled on a day is counted, not shown. */
const mostOfDay = 10;

/** A page of canceled orders: a line and a numbered button for each, paging, the three types, dates, Excel. */
export function listView(
  page: Page<Order>,
  { type, from, to }: CanceledFilter,
  localizer: Localizer,
  { notice, canceledOn }: BesideList = {},
): MessageView {
  const filter = { type, from, to };
  const cursor: ListCursor = { ...filter, page: page.page, perPage: listPerPage };
  const elsewhere = (canceledOn?.orders ?? []).filter(isOnNone(page));
  const ofDay = elsewhere.slice(0, mostOfDay);
  const marked = [...page.items, ...ofDay];
  return {
    text: fitting([
      shopLine(localizer),
      notice,
      notice && '',
      ...headerLines(page, filter, localizer),
      '',
      ...page.items.map((order, index) => orderLine(index + 1, order, localizer)),
      page.items.length === 0 && localizer.html('list-empty'),
      ...dayLines(ofDay, { ...canceledOn, count: elsewhere.length }, page, localizer),
      ...legendOf(marked, localizer),
    ]),
    keyboard: [
      ...inRows([
        ...page.items.map((order, index) => cardButton(index + 1, order, cursor)),
        ...ofDay.map((order, index) => cardButton(page.items.length + index + 1, order, anyDate)),
      ]),
      pagingRow(page, filter),
      canceledTypes.map((type) =>
        button(typeLabel(type, filter.type, localizer), {
          press: 'list',
          cursor: { ...filter, type, page: 1, perPage: listPerPage },
        }),
      ),
      [
        button(localizer.plain('button-dates'), { press: 'dates', cursor }),
        button(localizer.plain('button-refresh'), { press: 'list', cursor }),
        button(localizer.plain('button-excel'), { press: 'export', filter }),
      ],
      page.items.length > 0
        ? [button(localizer.plain('button-select'), { press: 'select', cursor })]
        : [],
    ].filter((row) => row.length > 0),
  };
}

/** `1–31 Jan 2021`, or that all dates are meant. */
export function rangeName({ from, to }: CanceledFilter, localizer: Localizer): string {
  if (from && to) return localizer.days(from, to);
  if (from) return localizer.plain('dates-from', { from: localizer.day(from) });
  if (to) return localizer.plain('dates-to', { to: localizer.day(to) });
  return localizer.plain('preset-all');
}

/** The chosen one of the three types is marked. */
export function typeLabel(
  type: CanceledFilter['type'],
  chosen: CanceledFilter['type'],
  localizer: Localizer,
): string {
  const name = localizer.plain(`type-button-${type}`);
  return type === chosen ? `✓ ${name}` : name;
}

/** What is listed, by which dates, and what it comes to: never more than three lines. */
export function headerLines(
  page: Page<Order>,
  filter: CanceledFilter,
  localizer: Localizer,
): string[] {
  const { totalPages, total, totalSent } = page;
  const isLeast = !totalSent && page.page < totalPages;
  const sum = sumOf(page.items);
  const isAll = totalSent && page.items.length === total;
  const money = sum === undefined ? undefined : shareable(localizer.money(sum));
  const at = { page: page.page, pages: totalPages };
  const where =
    money === undefined || isAll
      ? localizer.html('list-page', at)
      : localizer.html('list-page-sum', { ...at, sum: money });
  const sumOfAll = money && isAll && localizer.html('list-sum-all', { sum: money });
  return [
    localizer.html(isLeast ? 'list-header-least' : 'list-header', {
      type: localizer.plain(`type-${filter.type}`),
      count: total,
    }),
    localizer.html('list-dates', { dates: rangeName(filter, localizer) }),
    ...(total > 0 ? [[where, sumOfAll].filter(Boolean).join(' · ')] : []),
  ];
}

/** Undefined where it isn't known of every order, or there is none. */
function sumOf(orders: readonly Order[]): number | undefined {
  const totals = orders.map(({ totalAmount }) => totalAmount);
  if (orders.length === 0 || totals.includes(undefined)) return undefined;
  return totals.reduce<number>((sum, total = 0) => sum + total, 0);
}

function dayLines(
  ofDay: readonly NamedOrder[],
  { count, day = '', isToday = true }: Partial<CanceledOnDay> & { count: number },
  { items }: Page<Order>,
  localizer: Localizer,
): (string | false)[] {
  if (ofDay.length === 0) return [];
  const left = count - ofDay.length;
  return [
    '',
    isToday
      ? localizer.html('list-canceled-today', { count })
      : localizer.html('list-canceled-on', { day: localizer.day(day), count }),
    ...ofDay.map((order, index) => orderLine(items.length + index + 1, order, localizer)),
    left > 0 && localizer.html('list-more', { count: left }),
  ];
}

/** Where an order of the list stands already, it isn't said twice. */
function isOnNone({ items }: Page<Order>): (order: NamedOrder) => boolean {
  const shown = new Set(items.map(({ orderId }) => orderId));
  return ({ orderId }) => !shown.has(orderId);
}

/** `1. #1338 Siti Rahma · Rp110.376 💰`, on one line of a phone; `sign` is one more mark. */
export function orderLine(
  number: number,
  order: NamedOrder,
  localizer: Localizer,
  sign = '',
): string {
  const { orderId, totalAmount } = order;
  const total = totalAmount === undefined ? '' : localizer.money(totalAmount);
  const marks = marksOf(order)
    .map((mark): string => mark.sign)
    .concat(sign)
    .join('');
  const besides = [`${number}. #${orderId} `, total && ` · ${total}`, marks && ` ${marks}`].join(
    '',
  );
  const room = (localizer.audience.inGroup ? lineInGroup : lineOnPhone) - besides.length;
  const most = Math.min(Math.max(room, leastOfBuyer), mostOfBuyer);
  const buyer = localizer.text(buyerOf(order) ?? '', most);
  const about = [buyer, total].filter(Boolean).join(' · ');
  const line = localizer.html('list-order', {
    number,
    id: shareable(String(orderId)),
    about: shareable([about, marks].filter(Boolean).join(' ')),
  });
  return line.trimEnd();
}

/** What a seller must know before an order is touched: money or goods have moved. */
const marks = [
  { sign: '💰', key: 'list-mark-paid', field: 'paymentStatus', words: ['PAID'] },
  { sign: '🪙', key: 'list-mark-installment', field: 'paymentStatus', words: ['INSTALLMENT'] },
  { sign: '📦', key: 'list-mark-shipped', field: 'progress', words: ['ON PROCESS', 'DELIVERED'] },
] as const;

function marksOf(order: NamedOrder) {
  return marks.filter(({ field, words }) =>
    (words as readonly string[]).includes(order[field]?.toUpperCase() ?? ''),
  );
}

/** What the marks on this page mean; nothing of those that aren't there. */
export function legendOf(orders: readonly NamedOrder[], localizer: Localizer): string[] {
  const shown = new Set(orders.flatMap(marksOf));
  const meanings = marks
    .filter((mark) => shown.has(mark))
    .map(({ sign, key }) => `${sign} ${localizer.html(key)}`);
  return meanings.length > 0 ? [meanings.join(' · ')] : [];
}

const anyDate: ListCursor = { type: 'CANCEL', page: 1, perPage: listPerPage };

function cardButton(number: number, { orderId }: NamedOrder, cursor: ListCursor): PressButton {
  return button(String(number), { press: 'card', orderId, cursor });
}

export function inRows(buttons: readonly PressButton[]): ViewButton[][] {
  const rows = Math.ceil(buttons.length / buttonsInRow);
  return Array.from({ length: rows }, (_, row) =>
    buttons.slice(row * buttonsInRow, (row + 1) * buttonsInRow),
  );
}

function pagingRow({ page, totalPages }: Page<Order>, filter: CanceledFilter): PressButton[] {
  const to = (text: string, target: number) =>
    button(text, { press: 'list', cursor: { ...filter, page: target, perPage: listPerPage } });
  return [
    ...(page > 1 ? [to('« 1', 1)] : []),
    ...(page - jumpPages > 1 ? [to(`-${jumpPages}`, page - jumpPages)] : []),
    ...(page > 1 ? [to('‹', page - 1)] : []),
    ...(page < totalPages ? [to('›', page + 1)] : []),
    ...(page + jumpPages < totalPages ? [to(`+${jumpPages}`, page + jumpPages)] : []),
    ...(page < totalPages ? [to(`${totalPages} »`, totalPages)] : []),
  ];
}
