import type { KeptQuery, KeptResult } from '../../../orders/find/kept-search.ts';
import type { BotContext, Searches } from '../../context.ts';

export interface OpenSearch {
  sought: KeptQuery;
  /** Undefined: it is still under way, or came to nothing. */
  result: KeptResult | undefined;
  isOver: boolean;
}

/** A search of the shop that is worked on; undefined: it isn't kept any more, or can't be read. */
export async function openSearch(
  searches: Pick<Searches, 'get'>,
  { shop }: Pick<BotContext, 'shop'>,
  id: string,
): Promise<OpenSearch | undefined> {
  const search = await searches.get(id);
  if (search?.query === undefined || search.shop !== shop.id) return undefined;
  const { query, result, status } = search;
  return {
    sought: JSON.parse(query),
    result: status === 'over' && result !== undefined ? JSON.parse(result) : undefined,
    isOver: status === 'over',
  };
}
