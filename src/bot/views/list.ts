import { canceledTypes, type Order, type Page } from '../../ngorder/order.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';
import type { ListCursor } from '../callbacks/fields.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { button, fitting, type MessageView } from './message-view.ts';
import { buyerOf, orderName, stateOf } from './order-facts.ts';

/** A page of canceled orders: a button for each order, paging, the three types, dates, Excel. */
export function listView(
  page: Page<Order>,
  filter: CanceledFilter,
  localizer: Localizer,
  notice?: string,
): MessageView {
  const cursor: ListCursor = { ...filter, page: page.page };
  const text = fitting([
    notice,
    notice && '',
    localizer.html('list-header', {
      type: localizer.plain(`type-${filter.type}`),
      dates: rangeName(filter, localizer),
      count: page.total,
    }),
    page.total > 0 && localizer.html('list-page', { page: page.page, pages: page.totalPages }),
    ...page.items.flatMap((order) => ['', ...orderLines(order, localizer)]),
    page.items.length === 0 && localizer.html('list-empty'),
  ]);
  return {
    text,
    keyboard: [
      ...page.items.map((order) => [
        button(buttonName(order, localizer), { press: 'card', orderId: order.orderId, cursor }),
      ]),
      pagingRow(page, filter),
      canceledTypes.map((type) =>
        button(typeLabel(type, filter.type, localizer), {
          press: 'list',
          cursor: { ...filter, type, page: 1 },
        }),
      ),
      [
        button(localizer.plain('button-dates'), { press: 'dates', cursor }),
        button(localizer.plain('button-refresh'), { press: 'list', cursor }),
        button(localizer.plain('button-excel'), { press: 'export', filter }),
      ],
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
  const name = localizer.plain(`type-${type}`);
  return type === chosen ? `✓ ${name}` : name;
}

function orderLines(order: Order, localizer: Localizer): string[] {
  const about = [
    order.orderDate && localizer.day(order.orderDate),
    localizer.text(buyerOf(order) ?? '', 60),
    stateOf(order, localizer),
  ];
  return [
    localizer.html('list-order', { order: orderName(order, localizer) }),
    localizer.html('list-order-about', { about: about.filter(Boolean).join(' · ') }),
  ];
}

function buttonName(order: Order, localizer: Localizer): string {
  const buyer = localizer.text(buyerOf(order) ?? '', 24);
  return [`#${order.orderId}`, buyer].filter(Boolean).join(' · ');
}

function pagingRow({ page, totalPages }: Page<Order>, filter: CanceledFilter) {
  const to = (text: string, target: number) =>
    button(text, { press: 'list', cursor: { ...filter, page: target } });
  return [
    ...(page > 1 ? [to('« 1', 1), to('‹', page - 1)] : []),
    ...(page < totalPages ? [to('›', page + 1), to(`${totalPages} »`, totalPages)] : []),
  ];
}
