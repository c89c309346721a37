import type { Api } from 'grammy';
import type { Logger } from 'pino';
import type { ShopRow, ShopRows } from '../../store/tables/shops.ts';
import type { Team } from '../../team/team.ts';
import { isRefusal } from '../../telegram/errors.ts';
import type { LocalizerIn } from '../i18n/localizer-in.ts';
import { html } from '../messages/send.ts';
import { lines } from '../views/message-view.ts';

export interface LostKeyNoticeParts {
  shopRows: Pick<ShopRows, 'all'>;
  team: Pick<Team, 'may' | 'everybody'>;
  api: Api;
  localizerIn: LocalizerIn;
  log: Logger;
}

/** Tells owners, each alone, that the bot can't read what it kept, which of their shops need their token, and how it comes back. */
export async function sendLostKeyNotice(parts: LostKeyNoticeParts): Promise<void> {
  const { shopRows, team, api, localizerIn, log } = parts;
  const shops = await shopRows.all();
  const needed = shops.filter(needsToken).map(({ name }) => name);
  if (needed.length > 0) log.error({ shops: needed }, 'these shops need their token again');
  for (const personId of await team.everybody()) {
    const owned: ShopRow[] = [];
    for (const shop of shops) if (await team.may(personId, 'shops', shop.id)) owned.push(shop);
    const [first] = owned;
    if (first === undefined) continue;
    const localizer = await localizerIn(personId, first.id);
    const names = owned.filter(needsToken).map(({ name }) => name);
    const text = lines(
      localizer.html('key-lost'),
      names.length > 0 && localizer.html('key-lost-shops', { shops: names.join(', ') }),
    );
    await api.sendMessage(personId, text, html).catch((error: unknown) => {
      // Who has never opened the private chat can't be told.
      if (!isRefusal(error)) throw error;
      log.info({ person: personId }, 'an owner could not be told of the lost key');
    });
  }
}

/** It had a token, which can't be decrypted any more. */
function needsToken({ token, token_fingerprint }: ShopRow): boolean {
  return token === undefined && token_fingerprint !== null;
}
