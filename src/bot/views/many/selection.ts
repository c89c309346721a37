import type { Order, Page } from '../../../ngorder/order.ts';
import type { KeptQuery, KeptResult } from '../../../orders/find/kept-search.ts';
import {
  countOf,
  isPicked,
  type Marks,
  type PickedInList,
  type PickedInSearch,
} from '../../../orders/many/picked.ts';
import type { ActKind } from '../../../orders/requests/states.ts';
import { listPerPage } from '../../callbacks/fields.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { excelOfThese } from '../export.ts';
import { hitLine, hitsOn } from '../found.ts';
import { headerLines, inRows, orderLine } from '../list.ts';
import {
  button,
  fitting,
  type MessageView,
  type PressButton,
  shopLine,
  type ViewButton,
} from '../message-view.ts';

/** A page of orders, each with a mark or without. */
interface MarkedPage {
  selection: string;
  header: (string | false)[];
  orders: readonly { orderId: number; line: string }[];
  page: number;
  pages: number;
  /** Of orders on all pages. */
  total: number;
  marks: Marks;
  /** What can be done with some of them. */
  kinds: readonly ActKind[];
  back: PressButton;
}

/** A page of a list with a mark on each order, and what can be done with those that are marked on any page. */
export function selectionView(
  selection: string,
  page: Page<Order>,
  picked: PickedInList,
  localizer: Localizer,
): MessageView {
  const { filter } = picked;
  const cursor = { ...filter, page: page.page, perPage: listPerPage };
  return markedView(
    {
      selection,
      header: headerLines(page, filter, localizer),
      orders: page.items.map((order, index) => ({
        orderId: order.orderId,
        line: orderLine(index + 1, order, localizer),
      })),
      page: page.page,
      pages: page.totalPages,
      total: page.total,
      marks: picked,
      // What an order that came to nothing allows.
      kinds: ['return', 'delete'],
      back: button(localizer.plain('button-back-to-list'), { press: 'list', cursor }),
    },
    localizer,
  );
}

/** The same with a page of what a search found. */
export function foundSelectionView(
  selection: string,
  { sought, result }: { sought: KeptQuery; result: KeptResult },
  wantedPage: number,
  picked: PickedInSearch,
  localizer: Localizer,
): MessageView {
  const { shown, page, pages } = hitsOn(result, wantedPage);
  const { count } = result;
  const back = { press: 'found', search: picked.search, page } as const;
  return markedView(
    {
      selection,
      header: [
        localizer.html('find-found', { what: sought.text, count }),
        pages > 1 && localizer.html('list-page', { page, pages }),
      ],
      orders: shown.map((hit, index) => ({
        orderId: hit.order.orderId,
        line: hitLine(index + 1, hit, localizer),
      })),
      page,
      pages,
      total: count,
      marks: picked,
      kinds: kindsFor(result),
      back: button(localizer.plain('button-back-to-found'), back),
    },
    localizer,
  );
}

function kindsFor({ hits, count }: KeptResult): ActKind[] {
  const isAny = count > hits.length;
  const isActive = isAny || hits.some(({ list }) => list === 'active');
  const isCanceled = isAny || hits.some(({ list }) => list !== 'active');
  return [
    ...(isActive ? (['cancel'] as const) : []),
    ...(isCanceled ? (['return', 'delete'] as const) : []),
  ];
}

function markedView(
  { selection, header, orders, page, pages, total, marks, kinds, back }: MarkedPage,
  localizer: Localizer,
): MessageView {
  const count = countOf(marks, total);
  const at = { selection, page };
  const marked = orders.map(({ orderId, line }, index) => {
    const sign = isPicked(marks, orderId) ? '☑' : '☐';
    return {
      line: `${sign} ${line}`,
      button: button(`${sign} ${index + 1}`, { press: 'markOne', ...at, orderId }),
    };
  });
  return {
    text: fitting([
      shopLine(localizer),
      ...header,
      localizer.html('many-selected', { count }),
      '',
      ...marked.map(({ line }) => line),
      orders.length === 0 && localizer.html('list-empty'),
    ]),
    keyboard: [
      ...inRows(marked.map((one) => one.button)),
      paging(selection, page, pages),
      [
        button(localizer.plain('button-mark-page'), { press: 'markThisPage', ...at }),
        button(localizer.plain('button-mark-all', { count: total }), { press: 'markEvery', ...at }),
      ],
      ...(count === 0 ? [] : doing(selection, kinds, localizer)),
      [back],
    ].filter((row) => row.length > 0),
  };
}

/** What can be done with all that are marked. */
function doing(selection: string, kinds: readonly ActKind[], localizer: Localizer): ViewButton[][] {
  return [
    ...kinds.map((kind) => [
      button(localizer.plain(`button-many-${kind}`), { press: 'askMany', kind, selection }),
    ]),
    [excelOfThese({ of: 'selection', id: selection }, localizer)],
  ];
}

function paging(selection: string, page: number, pages: number): ViewButton[] {
  const to = (text: string, target: number) =>
    button(text, { press: 'selecting', selection, page: target });
  return [...(page > 1 ? [to('‹', page - 1)] : []), ...(page < pages ? [to('›', page + 1)] : [])];
}
