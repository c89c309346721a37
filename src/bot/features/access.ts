// Nobody but the team gets further than this: a polite refusal in private, silence in groups, an alert on a press.

import { Composer } from 'grammy';
import type { BotContext, BotParts } from '../context.ts';

export function access({ team }: BotParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(async (ctx, next) => {
    if (await team.isMember(ctx.from?.id)) return next();
    if (ctx.callbackQuery) {
      await ctx.answerCallbackQuery({ text: ctx.wording.plain('refused-press'), show_alert: true });
    } else if (ctx.message && ctx.chat?.type === 'private' && ctx.from) {
      await ctx.reply(ctx.wording.html('refused-private', { id: String(ctx.from.id) }), {
        parse_mode: 'HTML',
      });
    }
  });
  return composer;
}
