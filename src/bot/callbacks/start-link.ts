import type { Codec, Pack, Press, Pressed } from './codec.ts';

/**
 * The address that opens a person's private chat and does there what a button does, once they press Start. It carries
 * what the button carries, in the characters that Telegram allows (Bot API, deep linking: `A-Z a-z 0-9 _ -`, at most 64).
 */
export function startLink(username: string, pack: Pack, press: Press): string {
  return `https://t.me/${username}?start=${wordsFor(pack(press))}`;
}

/** What such an address asks for, by the words behind `/start`; undefined for all others. */
export function pressOfStart(codec: Codec, words: string): Pressed | undefined {
  return codec.unpack(dataIn(words));
}

/** Stands before data that is written in Base64, since it has characters of its own that stand for others here. */
const asBase64 = '--';

function wordsFor(data: string): string {
  return /[_-]/.test(data)
    ? asBase64 + Buffer.from(data).toString('base64url')
    : data.replaceAll(':', '_').replaceAll('@', '-');
}

function dataIn(words: string): string {
  return words.startsWith(asBase64)
    ? Buffer.from(words.slice(asBase64.length), 'base64url').toString()
    : words.replaceAll('_', ':').replaceAll('-', '@');
}
