import type { FindState } from '../../orders/find/find-orders.ts';
import type { FindQuery } from '../../orders/find/find-query.ts';
import {
  type KeptHit,
  type KeptOrder,
  type KeptQuery,
  type KeptResult,
  keptHit,
} from '../../orders/find/kept-search.ts';
import { activeDays } from '../../orders/find/read-hits.ts';
import { shareable } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { excelOfThese } from './export.ts';
import { inRows, legendOf, orderLine, rangeName } from './list.ts';
import {
  button,
  fitting,
  type MessageView,
  type PressButton,
  shopLine,
  type ViewButton,
} from './message-view.ts';
import { orderName } from './order-facts.ts';

/** How many orders stand on a page of what was found. */
export const foundPerPage = 10;

/** A search that goes on: what was found so far, how far it is, and a way to stop it. */
export function searchingView(
  id: string,
  sought: KeptQuery,
  state: FindState | undefined,
  localizer: Localizer,
): MessageView {
  const { hits = [], count = 0, read = 0, total } = state ?? {};
  const shown = hits.slice(0, foundPerPage).map(keptHit);
  return {
    text: fitting([
      shopLine(localizer),
      localizer.html('find-searching', { what: sought.text }),
      scopeOf(sought.query, localizer),
      total === undefined
        ? read > 0 && localizer.html('find-progress-start', { read })
        : localizer.html('find-progress', { read, total }),
      count > 0 && localizer.html('find-so-far', { count }),
      count > 0 && '',
      ...shown.map((hit, index) => hitLine(index + 1, hit, localizer)),
    ]),
    keyboard: [[button(localizer.plain('button-stop'), { press: 'stopSearch', search: id })]],
  };
}

/** A page of what was found: a line and a numbered button for each, how many were read, and what that proves. */
export function foundView(
  id: string,
  sought: KeptQuery,
  result: KeptResult,
  wantedPage: number,
  localizer: Localizer,
  notice?: string,
): MessageView {
  const { hits, count } = result;
  const { shown, page, pages } = hitsOn(result, wantedPage);
  const signs = new Set(shown.map(({ list }) => list));
  const deleted = page === 1 ? (result.deleted ?? []) : [];
  return {
    text: fitting([
      shopLine(localizer),
      notice,
      notice && '',
      localizer.html(count > 0 ? 'find-found' : 'find-none', { what: sought.text, count }),
      scopeOf(sought.query, localizer),
      ...readLines(sought.query, result, localizer),
      pages > 1 && localizer.html('list-page', { page, pages }),
      count > hits.length && localizer.html('find-most', { count: hits.length }),
      '',
      ...shown.map((hit, index) => hitLine(index + 1, hit, localizer)),
      ...legendOf(
        shown.map(({ order }) => order),
        localizer,
      ),
      listSigns
        .filter(({ list }) => signs.has(list))
        .map(({ sign, key }) => `${sign} ${localizer.html(key)}`)
        .join(' · ') || undefined,
      ...deletedLines(deleted, localizer),
    ]),
    keyboard: [
      ...inRows(
        shown.map(({ order: { orderId } }, index) =>
          button(String(index + 1), { press: 'foundCard', search: id, orderId, page }),
        ),
      ),
      pagingRow(id, page, pages),
      ...inRows(deleted.map((order) => deletedButton(order, id))),
      [button(localizer.plain('button-search-again'), { press: 'searchAgain', search: id })],
      ...(count > 0 ? [besideHits(id, page, localizer)] : []),
    ].filter((row) => row.length > 0),
  };
}

/** What the team has deleted stands below what is still there. */
function deletedLines(deleted: readonly KeptOrder[], localizer: Localizer): (string | undefined)[] {
  if (deleted.length === 0) return [];
  const line = (order: KeptOrder) =>
    localizer.html('verbatim', { text: shareable(`🗑 ${orderName(order, localizer)}`) });
  return ['', localizer.html('find-deleted', { count: deleted.length }), ...deleted.map(line)];
}

function deletedButton({ orderId }: KeptOrder, search: string): PressButton {
  return button(`🗑 #${orderId}`, { press: 'deleted', orderId, search });
}

function besideHits(search: string, page: number, localizer: Localizer): ViewButton[] {
  return [
    button(localizer.plain('button-select'), { press: 'selectFound', search, page }),
    excelOfThese({ of: 'search', id: search }, localizer),
  ];
}

const listSigns = [
  { list: 'active', sign: '🟢', key: 'find-mark-active' },
  { list: 'REJECTED', sign: '🚫', key: 'find-mark-rejected' },
  { list: 'EXPIRED', sign: '⌛', key: 'find-mark-expired' },
] as const;

/** A page of what is kept of a search: the last one where there is no such page. */
export function hitsOn(
  { hits }: KeptResult,
  wantedPage: number,
): { shown: KeptHit[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(hits.length / foundPerPage));
  const page = Math.min(wantedPage, pages);
  const first = (page - 1) * foundPerPage;
  return { shown: hits.slice(first, first + foundPerPage), page, pages };
}

export function hitLine(number: number, { list, order }: KeptHit, localizer: Localizer): string {
  const sign = listSigns.find((one) => one.list === list)?.sign;
  return orderLine(number, order, localizer, sign);
}

/** What was understood besides names and numbers; undefined: nothing. */
function scopeOf(query: FindQuery, localizer: Localizer): string | undefined {
  const { lists = [], traits, marketplace, from, to } = query;
  const parts = [
    ...lists.map((list) => localizer.plain(list === 'active' ? 'find-active' : `type-${list}`)),
    ...traits.map((trait) => localizer.plain(`find-trait-${trait}`)),
    marketplace,
    (from || to) && rangeName({ type: 'CANCEL', from, to }, localizer),
  ].filter((part) => part !== undefined && part !== '');
  return parts.length > 0
    ? localizer.html('find-scope', { scope: shareable(parts.join(' · ')) })
    : undefined;
}

/** How many orders were read, whether those are all, and what was left out of them on purpose. */
function readLines(
  query: FindQuery,
  { read, total, complete, isStopped, failure, readAt }: KeptResult,
  localizer: Localizer,
): (string | false)[] {
  const isActiveRead = query.lists === undefined || query.lists.includes('active');
  const isShort = total !== undefined && total > read;
  const time = localizer.time(readAt);
  return [
    complete
      ? localizer.html('find-read', { read, time })
      : isShort
        ? localizer.html('find-read-part', { read, total })
        : localizer.html('find-read-unproven', { read, time }),
    !complete && isStopped && localizer.html('find-stopped'),
    !complete && !isStopped && failure !== undefined && localizer.html('find-broken-off'),
    isActiveRead &&
      query.from === undefined &&
      localizer.html('find-active-days', { days: activeDays }),
  ];
}

function pagingRow(search: string, page: number, pages: number): PressButton[] {
  const to = (text: string, target: number) =>
    button(text, { press: 'found', search, page: target });
  return [
    ...(page > 2 ? [to('« 1', 1)] : []),
    ...(page > 1 ? [to('‹', page - 1)] : []),
    ...(page < pages ? [to('›', page + 1)] : []),
    ...(page < pages - 1 ? [to(`${pages} »`, pages)] : []),
  ];
}
