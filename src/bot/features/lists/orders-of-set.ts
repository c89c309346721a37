import type { OrdersAsked } from '../../../orders/export/orders-asked.ts';
import type { KeptQuery } from '../../../orders/find/kept-search.ts';
import type { Picked } from '../../../orders/many/picked.ts';
import type { OrderSet } from '../../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../../context.ts';

const weekMs = 7 * 24 * 3_600_000;

/**
 * What a person wants as Excel by such a button; undefined: the search or the selection isn't kept any more, or is
 * somebody else's selection.
 */
export async function ordersOf(
  { searches, selections }: Pick<FeatureParts, 'searches' | 'selections'>,
  { person, shop }: Pick<BotContext, 'person' | 'shop'>,
  set: OrderSet,
): Promise<OrdersAsked | undefined> {
  switch (set.of) {
    case 'search': {
      const search = await searches.get(set.id);
      if (search?.query === undefined || search.shop !== shop.id) return undefined;
      return { ...set, of: 'search', text: (JSON.parse(search.query) as KeptQuery).text };
    }
    case 'selection': {
      const row = await selections.get(set.id);
      const isTheirs = row?.shop === shop.id && row.person_id === person.id;
      if (!isTheirs || row.read_at - row.created_at > weekMs) return undefined;
      return { ...set, of: 'selection', picked: JSON.parse(row.picked) as Picked };
    }
    case 'refunds':
      return { of: 'refunds' };
  }
}
