// A seller looks through canceled, rejected and expired orders, page by page.

import { NgorderError } from '../../ngorder/errors.ts';
import { DateRangeError, today } from '../../orders/dates/date-range.ts';
import { parseListWords } from '../../orders/parse-filter.ts';
import { listOrders } from '../../orders/reading/list-orders.ts';
import { type FieldsOf, shopButton } from '../callbacks/codec.ts';
import { type ListPlace, listPlace } from '../callbacks/fields.ts';
import type { BotContext } from '../context.ts';
import { feature } from '../feature.ts';
import { send, show } from '../messages/send.ts';
import { datesSentence, retryView } from '../views/failure.ts';
import { listView } from '../views/list.ts';
import { button } from '../views/message-view.ts';
import { listPerPage } from '../views/request.ts';

const list = shopButton('L', { operation: 'browse', fields: { place: listPlace } });

declare module '../callbacks/codec.ts' {
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
  handle: () => ({
    commands: { canceled: showListOfWords },
    buttons: { list: (ctx, { place }) => showList(ctx, place) },
  }),
});

/** The list that the words behind a command ask for: a type, a first and a last day, all optional. */
export async function showListOfWords(ctx: BotContext, words: string): Promise<void> {
  const { wording, shop } = ctx;
  try {
    const filter = parseListWords(words, today(shop.timeZone));
    await showList(ctx, { ...filter, page: 1 });
  } catch (error) {
    if (!(error instanceof DateRangeError)) throw error;
    const place: ListPlace = { type: 'CANCEL', page: 1 };
    await send(ctx, {
      text: datesSentence(error, wording),
      keyboard: [[button(wording.plain('button-dates'), { press: 'dates', place })]],
    });
  }
}

/** Shows a page; `notice` stands above it. */
export async function showList(ctx: BotContext, place: ListPlace, notice?: string): Promise<void> {
  const { wording, shop } = ctx;
  try {
    const page = await listOrders(shop.ngorder, place, place.page, listPerPage);
    await show(ctx, listView(page, place, wording, notice));
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    await show(ctx, retryView(error, wording, { press: 'list', place }));
  }
}
