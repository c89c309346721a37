import type { Chats } from '../../store/tables/chats.ts';
import type { Shops } from '../../team/shops.ts';
import { isGroup } from '../messages/is-group.ts';
import type { Localizer, LocalizerFor } from './localizer.ts';

/** How to speak in a chat: in its language, for those who read there, and in the time zone of the shop that is spoken about, else the first one's. */
export type LocalizerIn = (chatId: number, shopId?: string) => Promise<Localizer>;

export function createLocalizerIn(
  chats: Pick<Chats, 'about'>,
  shops: Shops,
  localizerFor: LocalizerFor,
): LocalizerIn {
  return async (chatId, shopId) => {
    const shop = (shopId === undefined ? undefined : shops.of(shopId)) ?? shops.first;
    const { locale, isUnmasked } = await chats.about(chatId);
    return localizerFor(locale, shop.timeZone, { inGroup: isGroup(chatId), isUnmasked });
  };
}
