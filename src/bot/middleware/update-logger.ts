import type { Middleware, MiddlewareFn } from 'grammy';
import type { Update } from 'grammy/types';
import type { BotContext, BotParts } from '../context.ts';

/** Writes one line for each update, of IDs and kinds alone, and has it counted. */
export function updateLogger({
  log,
  onHandled,
}: Pick<BotParts, 'log' | 'onHandled'>): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const begun = performance.now();
    ctx.outcome = { result: 'done' };
    try {
      await next();
    } catch (error) {
      ctx.outcome.result = 'thrown';
      throw error;
    } finally {
      const ms = Math.round(performance.now() - begun);
      const kind = kindOf(ctx.update);
      const { feature, result: outcome } = ctx.outcome;
      log.info(
        {
          update: ctx.update.update_id,
          kind,
          chat: ctx.chatId,
          person: ctx.from?.id,
          feature,
          ms,
          outcome,
        },
        'update',
      );
      onHandled(kind, outcome, ms);
    }
  };
}

/** Names what its middleware does, for the log: it counts as the one that took an update up unless it passes it on. */
export function named(name: string, feature: Middleware<BotContext>): MiddlewareFn<BotContext> {
  const run = typeof feature === 'function' ? feature : feature.middleware();
  return async (ctx, next) => {
    const before = ctx.outcome.feature;
    ctx.outcome.feature = name;
    await run(ctx, async () => {
      ctx.outcome.feature = before;
      await next();
    });
  };
}

/** What an update is of, such as `message`. */
export function kindOf({ update_id: _, ...content }: Update): string {
  return Object.keys(content)[0] ?? 'empty';
}
