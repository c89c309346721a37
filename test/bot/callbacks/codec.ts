import { features } from '../../../src/bot/bot.ts';
import { createCodec, type Press } from '../../../src/bot/callbacks/codec.ts';
import { buttonsOf } from '../../../src/bot/feature.ts';

/** The codec of the bot as it is, whose first shop is `first`. */
export const codec = createCodec(buttonsOf(features), 'first');

export function pack(press: Press, shop = 'first'): string {
  return codec.packFor(shop)(press);
}

/** What a button means, whatever shop it names. */
export function unpack(data: string): Press | undefined {
  return codec.unpack(data)?.press;
}
