import type { Order, Page } from '../../../ngorder/order.ts';
import { countOf, isPicked, type PickedInList } from '../../../orders/many/picked.ts';
import { listPerPage } from '../../callbacks/fields.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { excelOfThese } from '../export.ts';
import { headerLines, inRows, orderLine } from '../list.ts';
import { button, fitting, type MessageView, type ViewButton } from '../message-view.ts';

/** A page of a list with a mark on each order, and what can be done with those that are marked on any page. */
export function selectionView(
  selection: string,
  page: Page<Order>,
  picked: PickedInList,
  localizer: Localizer,
): MessageView {
  const { filter } = picked;
  const count = countOf(picked, page.total);
  const marked = page.items.map(({ orderId }) => isPicked(picked, orderId));
  return {
    text: fitting([
      ...headerLines(page, filter, localizer),
      localizer.html('many-selected', { count }),
      '',
      ...page.items.map(
        (order, index) => `${marked[index] ? '☑' : '☐'} ${orderLine(index + 1, order, localizer)}`,
      ),
      page.items.length === 0 && localizer.html('list-empty'),
    ]),
    keyboard: [
      ...inRows(
        page.items.map(({ orderId }, index) =>
          button(`${marked[index] ? '☑' : '☐'} ${index + 1}`, {
            press: 'markOne',
            selection,
            page: page.page,
            orderId,
          }),
        ),
      ),
      paging(selection, page),
      [
        button(localizer.plain('button-mark-page'), {
          press: 'markThisPage',
          selection,
          page: page.page,
        }),
        button(localizer.plain('button-mark-all', { count: page.total }), {
          press: 'markEvery',
          selection,
          page: page.page,
        }),
      ],
      ...(count === 0 ? [] : doing(selection, localizer)),
      ...(count === 0 ? [] : [[excelOfThese({ of: 'selection', id: selection }, localizer)]]),
      [
        button(localizer.plain('button-back-to-list'), {
          press: 'list',
          cursor: { ...filter, page: page.page, perPage: listPerPage },
        }),
      ],
    ].filter((row) => row.length > 0),
  };
}

/** What an order that came to nothing allows. */
function doing(selection: string, localizer: Localizer): ViewButton[][] {
  return (['return', 'delete'] as const).map((kind) => [
    button(localizer.plain(`button-many-${kind}`), { press: 'askMany', kind, selection }),
  ]);
}

function paging(selection: string, { page, totalPages }: Page<Order>): ViewButton[] {
  const to = (text: string, target: number) =>
    button(text, { press: 'selecting', selection, page: target });
  return [
    ...(page > 1 ? [to('‹', page - 1)] : []),
    ...(page < totalPages ? [to('›', page + 1)] : []),
  ];
}
