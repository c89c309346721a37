import type { KeptQuery, KeptResult } from '../../../orders/find/kept-search.ts';
import type { BotContext, Searches } from '../../context.ts';

export interface OpenSearch {
  sought: KeptQuery;
  /** Undefined: it is still under way, or came to nothing. */
  result: KeptResult | undefined;
  isOver: boolean;
}

/** A search in this chat and of this shop; undefined: it isn't kept any more, can't be read, or is none of theirs. */
export async function openSearch(
  searches: Pick<Searches, 'get'>,
  { shop, chatId }: Pick<BotContext, 'shop' | 'chatId'>,
  id: string,
): Promise<OpenSearch | undefined> {
  const search = await searches.get(id);
  if (search?.query === undefined || search.kind !== 'orders') return undefined;
  if (search.shop !== shop.id || search.chatId !== chatId) return undefined;
  const { query, result, status } = search;
  const isOver = status === 'found' || status === 'over';
  return {
    sought: JSON.parse(query),
    result: isOver && result !== undefined ? JSON.parse(result) : undefined,
    isOver,
  };
}
