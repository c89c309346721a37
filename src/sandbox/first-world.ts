/** The people and chats of a new sandbox. */
import type { Locale } from './demo-locale.ts';
import { Player, type User } from './telegram/client/player.ts';

/** Who owns the shop, by Telegram user ID. */
export interface FirstWorld {
  owners: number[];
}

/**
 * Adds the shop's owner, two of the staff and a newcomer without rights, each with a private chat
 * with the bot. All are in the team's group; those with rights are also in a group with topics.
 *
 * @param telegram the address of the Telegram sandbox
 * @param locale the language of everybody's Telegram app
 */
export async function makeFirstWorld(telegram: string, locale: Locale): Promise<FirstWorld> {
  const player = new Player(telegram);
  const person = (first_name: string, last_name: string, username?: string): Promise<User> =>
    player.person({
      first_name,
      last_name,
      language_code: locale,
      ...(username !== undefined && { username }),
    });
  const owner = await person('Sari', 'Wulandari', 'sariwulan');
  const packer = await person('Budi', 'Santoso', 'budisantoso');
  const seller = await person('Rina', 'Kartika', 'rinakartika');
  const newcomer = await person('Dewi', 'Lestari');
  const team = [owner, packer, seller];
  const everybody = [...team, newcomer];
  for (const one of everybody) await player.privateChat(one);
  await player.group({ title: 'Tim Toko Kawan', type: 'supergroup', members: everybody });
  const depot = await player.group({
    title: 'Gudang Toko Kawan',
    type: 'supergroup',
    members: team,
    is_forum: true,
  });
  for (const name of ['Pengiriman', 'Retur']) await player.topic(depot, name, owner);
  // Each of them may try everything.
  return { owners: team.map(({ id }) => id) };
}
