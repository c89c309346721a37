// A seller marks orders in a list or among what was found, page by page, to do something with all of them.

import { NgorderError } from '../../../ngorder/errors.ts';
import {
  type Marks,
  mark,
  markAll,
  markPage,
  type PickedInList,
  type PickedInSearch,
} from '../../../orders/many/picked.ts';
import { listOrders } from '../../../orders/reading/list-orders.ts';
import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import {
  inTens,
  type ListCursor,
  listCursor,
  listPerPage,
  page,
  positive,
  search,
  selection,
} from '../../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { feature } from '../../feature.ts';
import { alert, showAsAnswer } from '../../messages/send.ts';
import { retryView } from '../../views/failure.ts';
import { hitsOn } from '../../views/found.ts';
import { foundSelectionView, selectionView } from '../../views/many/selection.ts';
import { openSearch } from '../finding/open-search.ts';
import { ownSelection, selectionOf } from './begin.ts';

const ofSelection = { selection, page };
const select = shopButton('ms', { operation: 'bulk', fields: { cursor: listCursor } });
const selectFound = shopButton('mw', { operation: 'bulk', fields: { search, page } });
const selecting = shopButton('mv', { operation: 'bulk', fields: ofSelection });
const markOne = shopButton('mm', {
  operation: 'bulk',
  fields: { ...ofSelection, orderId: positive },
});
const markThisPage = shopButton('mp', { operation: 'bulk', fields: ofSelection });
const markEvery = shopButton('ma', { operation: 'bulk', fields: ofSelection });

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    select: FieldsOf<typeof select>;
    selectFound: FieldsOf<typeof selectFound>;
    selecting: FieldsOf<typeof selecting>;
    markOne: FieldsOf<typeof markOne>;
    markThisPage: FieldsOf<typeof markThisPage>;
    markEvery: FieldsOf<typeof markEvery>;
  }
}

export const marking = feature('select', {
  declares: { buttons: { select, selectFound, selecting, markOne, markThisPage, markEvery } },
  handle: (parts) => ({
    buttons: {
      select: (ctx, { cursor }) => begin(parts, ctx, cursor),
      selectFound: (ctx, { search, page }) => beginInSearch(parts, ctx, search, page),
      selecting: (ctx, at) => change(parts, ctx, at, (picked) => picked),
      markOne: (ctx, { orderId, ...at }) =>
        change(parts, ctx, at, (picked) => mark(picked, orderId)),
      markThisPage: (ctx, at) => change(parts, ctx, at, (picked, shown) => markPage(picked, shown)),
      markEvery: (ctx, at) => change(parts, ctx, at, markAll),
    },
  }),
});

async function begin(parts: FeatureParts, ctx: BotContext, cursor: ListCursor): Promise<void> {
  const { page: number, perPage: _, ...filter } = inTens(cursor);
  const picked: PickedInList = { of: 'list', filter, isAll: false, orders: [] };
  const id = await parts.selections.add(selectionOf(ctx, picked));
  await showPage(parts, ctx, { selection: id, page: number }, picked, (same) => same);
}

async function beginInSearch(
  parts: FeatureParts,
  ctx: BotContext,
  search: string,
  page: number,
): Promise<void> {
  const picked: PickedInSearch = { of: 'search', search, isAll: false, orders: [] };
  const id = await parts.selections.add(selectionOf(ctx, picked));
  await showHits(parts, ctx, { selection: id, page }, picked, (same) => same);
}

async function change(
  parts: FeatureParts,
  ctx: BotContext,
  at: FieldsOf<typeof selecting>,
  pick: Pick,
): Promise<void> {
  const picked = await ownSelection(parts, ctx, at.selection);
  if (picked?.of === 'list') await showPage(parts, ctx, at, picked, pick);
  if (picked?.of === 'search') await showHits(parts, ctx, at, picked, pick);
}

/** Changes marks, knowing the orders on the page that is shown. */
type Pick = <M extends Marks>(picked: M, shown: readonly number[]) => M;

/** Reads the page, changes the marks by what is on it, and shows both. */
async function showPage(
  { selections }: FeatureParts,
  ctx: BotContext,
  { selection: id, page: number }: FieldsOf<typeof selecting>,
  picked: PickedInList,
  pick: Pick,
): Promise<void> {
  const { localizer, shop } = ctx;
  try {
    const read = await listOrders(shop.ngorder, picked.filter, number, listPerPage);
    const now = pick(
      picked,
      read.items.map(({ orderId }) => orderId),
    );
    if (now !== picked) await selections.pick(id, JSON.stringify(now));
    await showAsAnswer(ctx, selectionView(id, read, now, localizer));
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    await showAsAnswer(
      ctx,
      retryView(error, localizer, { press: 'selecting', selection: id, page: number }),
    );
  }
}

/** The same with what a search found: its page is kept, and nothing is read. */
async function showHits(
  { selections, searches }: FeatureParts,
  ctx: BotContext,
  { selection: id, page }: FieldsOf<typeof selecting>,
  picked: PickedInSearch,
  pick: Pick,
): Promise<void> {
  const search = await openSearch(searches, ctx, picked.search);
  if (search?.result === undefined) return alert(ctx, 'find-gone');
  const { sought, result } = search;
  const now = pick(
    picked,
    hitsOn(result, page).shown.map(({ order }) => order.orderId),
  );
  if (now !== picked) await selections.pick(id, JSON.stringify(now));
  await showAsAnswer(ctx, foundSelectionView(id, { sought, result }, page, now, ctx.localizer));
}
