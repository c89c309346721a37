import type { CanceledFilter } from '../../../ngorder/queries.ts';
import type { Codec, Pack } from '../../callbacks/codec.ts';

/**
 * The address that opens a person's private chat and asks there for an Excel once they press Start. It carries what the
 * button carries, in the characters that Telegram allows (Bot API, deep linking: `A-Z a-z 0-9 _ -`, at most 64).
 */
export function exportLink(username: string, pack: Pack, filter: CanceledFilter): string {
  const data = pack({ press: 'export', filter });
  return `https://t.me/${username}?start=${data.replaceAll(':', '_').replaceAll('@', '-')}`;
}

/** What such an address asks for, by the words behind `/start`; undefined for all others. */
export function pressOfPayload(
  codec: Codec,
  payload: string,
): { filter: CanceledFilter; shop: string | undefined } | undefined {
  const pressed = codec.unpack(payload.replaceAll('_', ':').replaceAll('-', '@'));
  if (pressed?.press.press !== 'export') return undefined;
  return { filter: pressed.press.filter, shop: pressed.shop };
}
