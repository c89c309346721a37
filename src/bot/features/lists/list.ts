// A seller looks through canceled, rejected and expired orders, page by page.

import { NgorderError } from '../../../ngorder/errors.ts';
import { DateRangeError, today } from '../../../orders/dates/date-range.ts';
import { parseListWords } from '../../../orders/parse-filter.ts';
import { listOrders } from '../../../orders/reading/list-orders.ts';
import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import { type ListCursor, listCursor } from '../../callbacks/fields.ts';
import type { BotContext } from '../../context.ts';
import { feature } from '../../feature.ts';
import { send, show } from '../../messages/send.ts';
import { datesSentence, retryView } from '../../views/failure.ts';
import { listView } from '../../views/list.ts';
import { button } from '../../views/message-view.ts';
import { listPerPage } from '../../views/request.ts';

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
  handle: () => ({
    commands: { canceled: showListOfWords },
    buttons: { list: (ctx, { cursor }) => showList(ctx, cursor) },
  }),
});

/** The list that the words behind a command ask for: a type, a first and a last day, all optional. */
export async function showListOfWords(ctx: BotContext, words: string): Promise<void> {
  const { localizer, shop } = ctx;
  try {
    const filter = parseListWords(words, today(shop.timeZone));
    await showList(ctx, { ...filter, page: 1 });
  } catch (error) {
    if (!(error instanceof DateRangeError)) throw error;
    const cursor: ListCursor = { type: 'CANCEL', page: 1 };
    await send(ctx, {
      text: datesSentence(error, localizer),
      keyboard: [[button(localizer.plain('button-dates'), { press: 'dates', cursor })]],
    });
  }
}

/** Shows a page; `notice` stands above it. */
export async function showList(
  ctx: BotContext,
  cursor: ListCursor,
  notice?: string,
): Promise<void> {
  const { localizer, shop } = ctx;
  try {
    const page = await listOrders(shop.ngorder, cursor, cursor.page, listPerPage);
    await show(ctx, listView(page, cursor, localizer, notice));
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    await show(ctx, retryView(error, localizer, { press: 'list', cursor }));
  }
}
