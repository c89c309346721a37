import { loadLocalizers } from '../../src/bot/i18n/localizer.ts';
import { createLocalizerIn } from '../../src/bot/i18n/localizer-in.ts';
import type { Locale } from '../../src/config.ts';
import { createNgorder } from '../../src/ngorder/client.ts';
import type { Chats } from '../../src/store/tables/chats.ts';
import type { Shops } from '../../src/team/shops/shops.ts';
import { inJakarta } from '../fixtures/in-jakarta.ts';
import { codec } from './callbacks/codec.ts';

/** A bot that works for one shop, in Jakarta. */
export function oneShop(
  ngorder = createNgorder({ root: 'http://localhost:1', token: 'x' }),
): Shops {
  const known = { isKnown: true, isConnected: true };
  const first = { id: 'first', name: 'Toko', ...inJakarta, ...known, ngorder };
  const of = async (id: string) => (id === first.id ? first : undefined);
  const findAmong: Shops['findAmong'] = async (id) => {
    const shop = await of(id);
    return shop && { shop, known: 1 };
  };
  return { firstId: first.id, ...inJakarta, of, find: of, findAmong };
}

/** What whatever writes to chats needs in order to speak. */
export function speaking(chats: Chats, defaultLocale: Locale) {
  const shops = oneShop();
  return {
    shops,
    codec,
    localizerIn: createLocalizerIn(chats, shops, loadLocalizers(defaultLocale)),
  };
}
