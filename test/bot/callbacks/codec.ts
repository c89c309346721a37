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

/** The shop that a button without one is about: the first, where it doesn't answer a request, which knows its own. */
export function shopOf({ press }: Press): string | undefined {
  return buttonsOf(features)[press]?.right.of === 'shop' ? 'first' : undefined;
}
