// What a person looks for is written down and searched for in the background; the chat sees at once that it is.

import { createHash } from 'node:crypto';
import { type FindQuery, FindQueryError } from '../../../orders/find/find-query.ts';
import { phoneNumber } from '../../../orders/find/phone-number.ts';
import { namesMoreThanList, readFindQuery } from '../../../orders/find/read-find-query.ts';
import { mentionedOrder } from '../../../orders/mentioned-order.ts';
import type { OrderReference } from '../../../orders/order-reference.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { show } from '../../messages/send.ts';
import { targetOf } from '../../messages/target.ts';
import { searchingView } from '../../views/found.ts';
import { showList } from '../lists/list.ts';
import { openOrder } from '../spoken/open-order.ts';

export type FindParts = Pick<
  FeatureParts,
  'searches' | 'ledger' | 'refunds' | 'history' | 'team' | 'shopSettings' | 'log'
>;

/** A bare number this long is no order's ID yet, but may be a part of a phone or an AWB. */
const mostDigitsOfOrder = 7;

/**
 * Opens the order that these words name, the list that they describe, or searches for what they say.
 * @throws {FindQueryError} for words that look for nothing
 */
export async function find(parts: FindParts, ctx: BotContext, words: string): Promise<void> {
  const reference = orderNamed(words);
  if (reference !== undefined) return openOrder(parts, ctx, reference);
  const query = readFindQuery(words, ctx.shop.today());
  const [list, ...others] = query.lists ?? [];
  const isOneList = list !== undefined && list !== 'active' && others.length === 0;
  if (isOneList && !namesMoreThanList(query)) {
    const { from, to } = query;
    return showList(parts, ctx, { type: list, ...(from && { from }), ...(to && { to }), page: 1 });
  }
  await beginSearch(parts, ctx, words.replace(/\s+/g, ' ').trim(), query);
}

/** What plain text looks for, its dates seen from today (yyyy-mm-dd); undefined: it is about something else. */
export function soughtIn(text: string, today: string): FindQuery | undefined {
  if (text.length > longestPlainText || /^\s*\/|\n/.test(text)) return undefined;
  try {
    const query = readFindQuery(text, today);
    // "2 pcs kaos" orders something, it looks for nothing.
    const isTalk =
      query.words.length > mostPlainWords || query.words.some(({ length }) => length < 2);
    return !isTalk && namesMoreThanList(query) ? query : undefined;
  } catch (error) {
    if (error instanceof FindQueryError) return undefined;
    throw error;
  }
}

/** Whoever writes more to the bot alone tells it something, or has pasted it. */
const longestPlainText = 80;
const mostPlainWords = 4;

/** Writes the search down, with the message that shows it. */
export async function beginSearch(
  { searches }: FindParts,
  ctx: BotContext,
  text: string,
  query: FindQuery,
): Promise<void> {
  const id = searchOf(ctx.update.update_id);
  // It was begun before this update was handled to its end, and goes on.
  if ((await searches.get(id)) !== undefined) return;
  const messageId = await show(ctx, searchingView(id, { text, query }, undefined, ctx.localizer));
  const { chatId, topic = 0 } = targetOf(ctx);
  const about = { shop: ctx.shop.id, chatId, threadId: topic, messageId, askedBy: ctx.person.id };
  await searches.begin({ ...about, id, kind: 'orders', query: JSON.stringify({ text, query }) });
}

/** The ID of the search that an update begins, however often that is handled; short enough for a button. */
function searchOf(updateId: number): string {
  return createHash('sha256')
    .update(String(updateId))
    .digest()
    .subarray(0, 12)
    .toString('base64url');
}

function orderNamed(words: string): OrderReference | undefined {
  if (phoneNumber(words) !== undefined) return undefined;
  const named = mentionedOrder(words);
  if (named === undefined || named === 'several') return undefined;
  const isLong = named.kind === 'either' && String(named.number).length > mostDigitsOfOrder;
  return isLong ? undefined : named;
}
