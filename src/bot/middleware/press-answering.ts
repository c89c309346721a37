import type { MiddlewareFn } from 'grammy';
import type { BotContext, BotParts } from '../context.ts';

/** A press is answered within two seconds, whatever its handler is doing. */
const longestSpinMs = 1500;

/** Answers every press that its handler has not answered itself: after a moment, and at the latest when it is done. */
export function pressAnswering({ log }: BotParts): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    if (ctx.callbackQuery === undefined) return next();
    let answered = false;
    ctx.api.config.use((previous, method, payload, signal) => {
      if (method === 'answerCallbackQuery') answered = true;
      return previous(method, payload, signal);
    });
    const stopSpinning = async () => {
      if (answered) return;
      await ctx
        .answerCallbackQuery()
        .catch((error: unknown) => log.warn({ err: error }, 'a press could not be answered'));
    };
    const timer = setTimeout(() => void stopSpinning(), longestSpinMs);
    try {
      await next();
    } finally {
      clearTimeout(timer);
      await stopSpinning();
    }
  };
}
