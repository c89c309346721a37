import type { Context, MiddlewareFn } from 'grammy';

/**
 * For every conversation: refuses calls to Telegram by the conversation's own context. Its Api is a bare one, so that
 * such a call would neither wait for its chat's turn nor follow it; `conversation.external` has the bot's.
 */
export const onlyExternalCalls: MiddlewareFn<Context> = async (ctx, next) => {
  ctx.api.config.use((_, method) => {
    throw new Error(`A conversation calls ${method} only through conversation.external`);
  });
  await next();
};
