import type { Chats } from '../../store/tables/chats.ts';
import type { Shops } from '../../team/shops/shops.ts';
import { isGroup } from '../messages/is-group.ts';
import { type Localizer, type LocalizerFor, namingShop } from './localizer.ts';

/** How to speak in a chat: in its language, for those who read there, and in the time zone of the shop that is spoken about, else the bot's. */
export type LocalizerIn = (chatId: number, shopId?: string) => Promise<Localizer>;

export function createLocalizerIn(
  chats: Pick<Chats, 'about'>,
  shops: Pick<Shops, 'findAmong' | 'timeZone'>,
  localizerFor: LocalizerFor,
): LocalizerIn {
  return async (chatId, shopId) => {
    const found = shopId === undefined ? undefined : await shops.findAmong(shopId);
    const { locale, isUnmasked } = await chats.about(chatId);
    const localizer = localizerFor(locale, found?.shop.timeZone ?? shops.timeZone, {
      inGroup: isGroup(chatId),
      isUnmasked,
    });
    return found !== undefined && found.known > 1
      ? namingShop(localizer, found.shop.name)
      : localizer;
  };
}
