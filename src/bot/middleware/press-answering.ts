import type { MiddlewareFn } from 'grammy';
import type { BotContext, BotParts } from '../context.ts';

/** A press is answered within two seconds, whatever its handler is doing. */
const longestSpinMs = 1500;

/**
 * Answers every press that its handler has not answered itself: after a moment, and at the latest when it is done.
 * An update ends only when its press is answered: what counts as handled is never taken up again after a kill.
 */
export function pressAnswering({ log }: Pick<BotParts, 'log'>): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    if (ctx.callbackQuery === undefined) return next();
    let answer: Promise<unknown> | undefined;
    ctx.api.config.use((previous, method, payload, signal) => {
      const call = previous(method, payload, signal);
      if (method === 'answerCallbackQuery') answer = call;
      return call;
    });
    const stopSpinning = async () => {
      await (answer ?? ctx.answerCallbackQuery()).catch((error: unknown) =>
        log.warn({ err: error }, 'a press could not be answered'),
      );
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
