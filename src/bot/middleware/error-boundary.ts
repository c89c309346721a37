import { GrammyError, type MiddlewareFn } from 'grammy';
import type { BotContext, BotParts } from '../context.ts';
import { replyPlace } from '../showing.ts';
import { failureSentence } from '../views/failure.ts';

/** Turns whatever a feature throws into a sentence that a seller understands; what nobody foresaw is logged. */
export function errorBoundary({ log, chats }: BotParts): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (error instanceof GrammyError && error.error_code === 403) {
        ctx.passage.outcome = 'gone';
        if (ctx.chatId !== undefined) await chats.markGone(ctx.chatId);
        return;
      }
      const foreseen = failureSentence(error, ctx.wording);
      ctx.passage.outcome = foreseen === undefined ? 'failed' : 'refused';
      if (foreseen === undefined)
        log.error({ err: error, update: ctx.update.update_id }, 'a feature failed');
      await explain(ctx, foreseen ?? ctx.wording.html('unforeseen')).catch((failure: unknown) =>
        log.error(
          { err: failure, update: ctx.update.update_id },
          'a failure could not be explained',
        ),
      );
    }
  };
}

async function explain(ctx: BotContext, html: string): Promise<void> {
  if (ctx.chatId !== undefined) await ctx.reply(html, { parse_mode: 'HTML', ...replyPlace(ctx) });
}
