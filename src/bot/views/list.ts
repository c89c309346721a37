import { canceledTypes, type Order, type Page } from '../../ngorder/order.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';
import type { ListPlace } from '../callbacks/fields.ts';
import type { Wording } from '../i18n/localizer.ts';
import { button, fitting, type Screen } from './message-view.ts';
import { buyerOf, orderName, paymentOf, progressOf } from './order-facts.ts';

/** A page of canceled orders: a button for each order, paging, the three types, dates, Excel. */
export function listView(
  page: Page<Order>,
  filter: CanceledFilter,
  wording: Wording,
  notice?: string,
): Screen {
  const place: ListPlace = { ...filter, page: page.page };
  const text = fitting([
    notice,
    notice && '',
    wording.html('list-header', {
      type: wording.plain(`type-${filter.type}`),
      dates: rangeName(filter, wording),
      count: page.total,
    }),
    page.total > 0 && wording.html('list-page', { page: page.page, pages: page.totalPages }),
    ...page.items.flatMap((order) => ['', ...orderLines(order, wording)]),
    page.items.length === 0 && wording.html('list-empty'),
  ]);
  return {
    text,
    keyboard: [
      ...page.items.map((order) => [
        button(buttonName(order, wording), { press: 'card', orderId: order.orderId, place }),
      ]),
      pagingRow(page, filter),
      canceledTypes.map((type) =>
        button(typeLabel(type, filter.type, wording), {
          press: 'list',
          place: { ...filter, type, page: 1 },
        }),
      ),
      [
        button(wording.plain('button-dates'), { press: 'dates', place }),
        button(wording.plain('button-refresh'), { press: 'list', place }),
        button(wording.plain('button-excel'), { press: 'export', filter }),
      ],
    ].filter((row) => row.length > 0),
  };
}

/** `1 Jan 2021 – 31 Jan 2021`, or that all dates are meant. */
export function rangeName({ from, to }: CanceledFilter, wording: Wording): string {
  if (from && to)
    return from === to ? wording.day(from) : `${wording.day(from)} – ${wording.day(to)}`;
  if (from) return wording.plain('dates-from', { from: wording.day(from) });
  if (to) return wording.plain('dates-to', { to: wording.day(to) });
  return wording.plain('preset-all');
}

/** The chosen one of the three types is marked. */
export function typeLabel(
  type: CanceledFilter['type'],
  chosen: CanceledFilter['type'],
  wording: Wording,
): string {
  const name = wording.plain(`type-${type}`);
  return type === chosen ? `✓ ${name}` : name;
}

function orderLines(order: Order, wording: Wording): string[] {
  // Ngorder says UNPAID of both as long as nothing is paid: once is enough on a phone.
  const progress = order.progress === order.paymentStatus ? undefined : progressOf(order, wording);
  const state = [paymentOf(order, wording), progress].filter(Boolean).join(', ');
  const about = [
    order.orderDate && wording.day(order.orderDate),
    wording.text(buyerOf(order) ?? '', 60),
    state,
  ];
  return [
    wording.html('list-order', { order: orderName(order, wording) }),
    wording.html('list-order-about', { about: about.filter(Boolean).join(' · ') }),
  ];
}

function buttonName(order: Order, wording: Wording): string {
  const buyer = wording.text(buyerOf(order) ?? '', 24);
  return [`#${order.orderId}`, buyer].filter(Boolean).join(' · ');
}

function pagingRow({ page, totalPages }: Page<Order>, filter: CanceledFilter) {
  const to = (text: string, target: number) =>
    button(text, { press: 'list', place: { ...filter, page: target } });
  return [
    ...(page > 1 ? [to('« 1', 1), to('‹', page - 1)] : []),
    ...(page < totalPages ? [to('›', page + 1), to(`${totalPages} »`, totalPages)] : []),
  ];
}
