import type { Middleware, MiddlewareFn } from 'grammy';
import type { Update } from 'grammy/types';
import type { BotContext, BotParts } from '../context.ts';

/** How an update went through the bot. */
export interface Passage {
  /** What took it up, by its name in `bot.ts`; undefined: nothing did. */
  feature?: string | undefined;
  /** done; refused: told why it can't be; failed: nobody foresaw this; gone: the chat can't be written to; thrown: it is tried again. */
  outcome: 'done' | 'refused' | 'failed' | 'gone' | 'thrown';
}

/** Writes one line for each update, of IDs and kinds alone, and has it counted. */
export function passageLog({ log, onHandled }: BotParts): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const begun = performance.now();
    ctx.passage = { outcome: 'done' };
    try {
      await next();
    } catch (error) {
      ctx.passage.outcome = 'thrown';
      throw error;
    } finally {
      const ms = Math.round(performance.now() - begun);
      const kind = kindOf(ctx.update);
      const { feature, outcome } = ctx.passage;
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
    const before = ctx.passage.feature;
    ctx.passage.feature = name;
    await run(ctx, async () => {
      ctx.passage.feature = before;
      await next();
    });
  };
}

/** What an update is of, such as `message`. */
export function kindOf({ update_id: _, ...content }: Update): string {
  return Object.keys(content)[0] ?? 'empty';
}
