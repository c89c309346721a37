// A seller writes to the bot alone, without a command: what they name is opened.

import { phoneNumber } from '../../../orders/find/phone-number.ts';
import { TooManyOrders } from '../../../orders/many/order-list.ts';
import { pickedByName } from '../../../orders/many/picked.ts';
import { severalNamed } from '../../../orders/many/several.ts';
import { orderReferenceInMessage } from '../../../orders/order-reference.ts';
import { readSpokenRequest, type SpokenRequest } from '../../../orders/spoken-request.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { ask } from '../../conversations/ask.ts';
import { replyWith } from '../../messages/send.ts';
import { mayOrIsTold } from '../../middleware/rights.ts';
import { datesSentence } from '../../views/failure.ts';
import { count, periodSaid } from '../counting.ts';
import { beginSearch, soughtIn } from '../finding/begin-search.ts';
import { askDates } from '../lists/ask-dates.ts';
import { sendExport, showExportChoice } from '../lists/export.ts';
import { showList } from '../lists/list.ts';
import { offerChoice, saysTooMany } from '../many/begin.ts';
import { openOrder } from './open-order.ts';

/** Opens the order or the list that a text names, or sends the Excel. False: the text names none of them. */
export async function openNamed(
  parts: FeatureParts,
  ctx: BotContext,
  text: string,
): Promise<boolean> {
  const spoken = phoneNumber(text) === undefined ? meant(ctx, text) : undefined;
  if (spoken === undefined) return searchFor(parts, ctx, text);
  if (await mayOrIsTold(ctx, parts.team, wantsExcel(spoken) ? 'export' : 'browse'))
    await carryOut(parts, ctx, spoken, text);
  return true;
}

/** False: the text looks for nothing. */
async function searchFor(parts: FeatureParts, ctx: BotContext, text: string): Promise<boolean> {
  const query = soughtIn(text, ctx.shop.today());
  if (query === undefined) return false;
  if (await mayOrIsTold(ctx, parts.team, 'find')) await beginSearch(parts, ctx, text, query);
  return true;
}

/** In answer to a message about one order, what names none and no dates is about that one: "batal", "cek". */
function meant(ctx: BotContext, text: string): SpokenRequest | undefined {
  const spoken = readSpokenRequest(text, ctx.shop.today());
  const isOpen =
    spoken === undefined || (spoken.kind === 'list' && spoken.filter.dates === undefined);
  const { text: words, caption } = ctx.message?.reply_to_message ?? {};
  const orderId = isOpen ? orderReferenceInMessage(words ?? caption ?? '') : undefined;
  return orderId === undefined ? spoken : { kind: 'order', reference: { kind: 'id', orderId } };
}

function wantsExcel(spoken: SpokenRequest): boolean {
  return spoken.kind === 'excel' || (spoken.kind === 'unclear' && spoken.target === 'excel');
}

/** Many orders: what is to be done to them is asked, where the person may do anything to many. */
async function openSeveral(parts: FeatureParts, ctx: BotContext, text: string): Promise<unknown> {
  try {
    const several = severalNamed(text);
    const may = await parts.team.may(ctx.person.id, 'bulk', ctx.shop.id);
    if (several === undefined || !may) return await replyWith(ctx, 'reference-several');
    return await offerChoice(parts, ctx, pickedByName(several));
  } catch (error) {
    if (error instanceof TooManyOrders) return saysTooMany(ctx, error.count);
    throw error;
  }
}

async function carryOut(
  parts: FeatureParts,
  ctx: BotContext,
  spoken: SpokenRequest,
  text: string,
): Promise<unknown> {
  switch (spoken.kind) {
    case 'order':
      return openOrder(parts, ctx, spoken.reference);
    case 'several':
      return openSeveral(parts, ctx, text);
    case 'list': {
      const { type = 'CANCEL', dates } = spoken.filter;
      return showList(parts, ctx, { type, ...dates, page: 1 });
    }
    case 'excel': {
      const { type = 'CANCEL', dates } = spoken.filter;
      if (dates === undefined) return showExportChoice(ctx, { type });
      const orders = { of: 'list', filter: { type, ...dates } } as const;
      return sendExport(parts, ctx, { orders, format: 'xlsx' });
    }
    case 'statistics':
      return count(parts, ctx, periodSaid(ctx, spoken.filter.dates));
    case 'unclear': {
      const target = spoken.target === 'excel' ? 'export' : spoken.target;
      return ask(ctx, askDates, target, 'CANCEL', datesSentence(spoken.problem, ctx.localizer));
    }
  }
}
