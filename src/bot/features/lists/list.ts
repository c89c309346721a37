// A seller looks through canceled, rejected and expired orders, page by page.

import { NgorderError } from '../../../ngorder/errors.ts';
import type { CanceledFilter } from '../../../ngorder/queries.ts';
import { addDays } from '../../../orders/dates/calendar.ts';
import { DateRangeError, startOfDay } from '../../../orders/dates/date-range.ts';
import { parseFilterWords } from '../../../orders/parse-filter.ts';
import { listOrders } from '../../../orders/reading/list-orders.ts';
import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import { inTens, type ListCursor, listCursor } from '../../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { ask } from '../../conversations/ask.ts';
import { feature } from '../../feature.ts';
import { showAsAnswer } from '../../messages/send.ts';
import { datesSentence, retryView } from '../../views/failure.ts';
import { type CanceledOnDay, listView } from '../../views/list.ts';
import { askDates } from './ask-dates.ts';

const list = shopButton('L', { operation: 'browse', fields: { cursor: listCursor } });

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    list: FieldsOf<typeof list>;
  }
}

export const browsing = feature('list', {
  declares: {
    commands: {
      canceled: {
        name: { en: 'canceled', id: 'dibatalkan' },
        operation: 'browse',
        menu: 'command-canceled',
        help: 'help-canceled',
      },
    },
    buttons: { list },
  },
  handle: (parts) => ({
    commands: { canceled: (ctx, words) => showListOfWords(parts, ctx, words) },
    buttons: { list: (ctx, { cursor }) => showList(parts, ctx, cursor) },
  }),
});

type ListParts = Pick<FeatureParts, 'ledger'>;

/** So many of a day's are read: more than a message has room for. */
const mostOfDay = 100;

/** The list that the words behind a command ask for: a type, a first and a last day, all optional. */
export async function showListOfWords(
  parts: ListParts,
  ctx: BotContext,
  words: string,
): Promise<void> {
  try {
    const { type = 'CANCEL', dates } = parseFilterWords(words, ctx.shop.today());
    await showList(parts, ctx, { type, ...dates, page: 1 });
  } catch (error) {
    if (!(error instanceof DateRangeError)) throw error;
    await ask(ctx, askDates, 'list', 'CANCEL', datesSentence(error, ctx.localizer));
  }
}

/** Shows a page; `notice` stands above it. */
export async function showList(
  parts: ListParts,
  ctx: BotContext,
  cursor: ListCursor,
  notice?: string,
): Promise<void> {
  const { localizer, shop } = ctx;
  const { page: number, perPage, ...filter } = inTens(cursor);
  try {
    const page = await listOrders(shop.ngorder, filter, number, perPage);
    const canceledOn = await ofItsDay(parts, ctx, filter, page.total);
    await showAsAnswer(ctx, listView(page, filter, localizer, { notice, canceledOn }));
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    await showAsAnswer(ctx, retryView(error, localizer, { press: 'list', cursor }));
  }
}

/**
 * Ngorder filters by the day of the order: what was canceled on a day and ordered before would be missed in a list of that
 * day, and what was canceled today in one that turns out empty.
 */
async function ofItsDay(
  { ledger }: ListParts,
  { shop }: BotContext,
  { type, from, to }: CanceledFilter,
  total: number,
): Promise<CanceledOnDay | undefined> {
  if (type !== 'CANCEL' || (from === undefined && total > 0)) return undefined;
  const now = shop.today();
  const isOfToday = from === now || (total === 0 && (to === undefined || to >= now));
  const day = from !== undefined && from === to ? from : isOfToday ? now : undefined;
  if (day === undefined) return undefined;
  const within = {
    from: startOfDay(day, shop.timeZone),
    before: startOfDay(addDays(day, 1), shop.timeZone),
  };
  const orders = await ledger.canceledWithin(shop.id, within, mostOfDay);
  return { day, isToday: day === now, orders };
}
