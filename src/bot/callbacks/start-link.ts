import type { Codec, Pack, Press, Pressed } from './codec.ts';

/**
 * The address that opens a person's private chat and does there what a button does, once they press Start. It carries
 * what the button carries, in the characters that Telegram allows (Bot API, deep linking: `A-Z a-z 0-9 _ -`, at most 64).
 */
export function startLink(username: string, pack: Pack, press: Press): string {
  const data = pack(press);
  return `https://t.me/${username}?start=${data.replaceAll(':', '_').replaceAll('@', '-')}`;
}

/** What such an address asks for, by the words behind `/start`; undefined for all others. */
export function pressOfStart(codec: Codec, words: string): Pressed | undefined {
  return codec.unpack(words.replaceAll('_', ':').replaceAll('-', '@'));
}
