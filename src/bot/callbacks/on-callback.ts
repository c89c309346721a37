import type { Composer } from 'grammy';
import type { BotContext } from '../context.ts';
import type { Press } from './codec.ts';

type PressNamed<N extends Press['press']> = Extract<Press, { press: N }>;

/** Registers what happens when a button of this meaning is pressed. */
export function onPress<N extends Press['press']>(
  composer: Composer<BotContext>,
  name: N,
  handler: (ctx: BotContext, press: PressNamed<N>) => Promise<unknown>,
): void {
  composer.on('callback_query:data', async (ctx, next) => {
    if (ctx.press?.press !== name) return next();
    await handler(ctx, ctx.press as PressNamed<N>);
  });
}
