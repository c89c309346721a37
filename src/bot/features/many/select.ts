// A seller marks orders in a list, page by page, to do something with all of them.

import { NgorderError } from '../../../ngorder/errors.ts';
import type { Order, Page } from '../../../ngorder/order.ts';
import { mark, markAll, markPage, type PickedInList } from '../../../orders/many/picked.ts';
import { listOrders } from '../../../orders/reading/list-orders.ts';
import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import {
  inTens,
  type ListCursor,
  listCursor,
  listPerPage,
  page,
  positive,
  selection,
} from '../../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { feature } from '../../feature.ts';
import { show } from '../../messages/send.ts';
import { retryView } from '../../views/failure.ts';
import { selectionView } from '../../views/many/selection.ts';
import { ownSelection, selectionOf } from './begin.ts';

const ofSelection = { selection, page };
const select = shopButton('ms', { operation: 'bulk', fields: { cursor: listCursor } });
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
    selecting: FieldsOf<typeof selecting>;
    markOne: FieldsOf<typeof markOne>;
    markThisPage: FieldsOf<typeof markThisPage>;
    markEvery: FieldsOf<typeof markEvery>;
  }
}

export const marking = feature('select', {
  declares: { buttons: { select, selecting, markOne, markThisPage, markEvery } },
  handle: (parts) => ({
    buttons: {
      select: (ctx, { cursor }) => begin(parts, ctx, cursor),
      selecting: (ctx, at) => change(parts, ctx, at, (picked) => picked),
      markOne: (ctx, { orderId, ...at }) =>
        change(parts, ctx, at, (picked) => mark(picked, orderId)),
      markThisPage: (ctx, at) =>
        change(parts, ctx, at, (picked, { items }) => markPage(picked, idsOf(items))),
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

async function change(
  parts: FeatureParts,
  ctx: BotContext,
  at: FieldsOf<typeof selecting>,
  pick: Pick,
): Promise<void> {
  const picked = await ownSelection(parts, ctx, at.selection);
  if (picked?.of === 'list') await showPage(parts, ctx, at, picked, pick);
}

type Pick = (picked: PickedInList, page: Page<Order>) => PickedInList;

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
    const now = pick(picked, read);
    if (now !== picked) await selections.pick(id, JSON.stringify(now));
    await show(ctx, selectionView(id, read, now, localizer));
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    await show(
      ctx,
      retryView(error, localizer, { press: 'selecting', selection: id, page: number }),
    );
  }
}

function idsOf(orders: readonly Order[]): number[] {
  return orders.map(({ orderId }) => orderId);
}
