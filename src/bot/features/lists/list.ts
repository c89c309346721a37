// A seller looks through canceled, rejected and expired orders, page by page.

import { NgorderError } from '../../../ngorder/errors.ts';
import type { CanceledFilter } from '../../../ngorder/queries.ts';
import { DateRangeError, startOfDay, today } from '../../../orders/dates/date-range.ts';
import { parseFilterWords } from '../../../orders/parse-filter.ts';
import { listOrders } from '../../../orders/reading/list-orders.ts';
import type { CanceledByTeam } from '../../../orders/requests/ledger.ts';
import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import { inTens, type ListCursor, listCursor } from '../../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { ask } from '../../conversations/ask.ts';
import { feature } from '../../feature.ts';
import { showAsAnswer } from '../../messages/send.ts';
import { datesSentence, retryView } from '../../views/failure.ts';
import { listView } from '../../views/list.ts';
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

/** So many of today's are read: more than a message has room for. */
const mostOfToday = 100;

/** The list that the words behind a command ask for: a type, a first and a last day, all optional. */
export async function showListOfWords(
  parts: ListParts,
  ctx: BotContext,
  words: string,
): Promise<void> {
  try {
    const { type = 'CANCEL', dates } = parseFilterWords(words, today(ctx.shop.timeZone));
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
    const canceledToday = await ofToday(parts, ctx, filter, page.total);
    await showAsAnswer(ctx, listView(page, filter, localizer, { notice, canceledToday }));
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    await showAsAnswer(ctx, retryView(error, localizer, { press: 'list', cursor }));
  }
}

/**
 * Ngorder filters by the day of the order: what was canceled today and ordered before would be missed in a list of today,
 * and in one that turns out empty.
 */
async function ofToday(
  { ledger }: ListParts,
  { shop }: BotContext,
  { type, from, to }: CanceledFilter,
  total: number,
): Promise<CanceledByTeam[]> {
  const day = today(shop.timeZone);
  const isOfToday = from === day || (total === 0 && (to === undefined || to >= day));
  if (type !== 'CANCEL' || !isOfToday) return [];
  return ledger.canceledSince(shop.id, startOfDay(day, shop.timeZone), mostOfToday);
}
