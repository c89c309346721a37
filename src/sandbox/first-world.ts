/** The people and chats that are there when the sandbox is opened for the first time. */
import type { Locale } from './demo-locale.ts';
import { Player } from './telegram/player.ts';

/** Who is in the first world, by Telegram user ID. */
export interface FirstWorld {
  owners: number[];
}

/**
 * Makes an owner of the shop, a colleague who is an owner too, and a newcomer without rights; each with a
 * private chat with the bot, and all in the team's group.
 *
 * @param telegram the address of the Telegram sandbox
 * @param locale the language of everybody's Telegram app
 */
export async function makeFirstWorld(telegram: string, locale: Locale): Promise<FirstWorld> {
  const player = new Player(telegram);
  const owner = await player.person({
    first_name: 'Sari',
    last_name: 'Wulandari',
    username: 'sariwulan',
    language_code: locale,
  });
  const colleague = await player.person({
    first_name: 'Budi',
    last_name: 'Santoso',
    username: 'budisantoso',
    language_code: locale,
  });
  const newcomer = await player.person({
    first_name: 'Dewi',
    last_name: 'Lestari',
    language_code: locale,
  });
  const everybody = [owner, colleague, newcomer];
  for (const person of everybody) await player.privateChat(person);
  await player.group({ title: 'Tim Toko Kawan', type: 'supergroup', members: everybody });
  return { owners: [owner.id, colleague.id] };
}
