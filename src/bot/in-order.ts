import type { Context, MiddlewareFn } from 'grammy';

/**
 * Puts middleware one behind the other, as `use` of a grammY composer does. Every update goes through all of it: this way
 * that takes one call for each, not three promises.
 */
export function inOrder<C extends Context>(...all: readonly MiddlewareFn<C>[]): MiddlewareFn<C> {
  return all.reduceRight<MiddlewareFn<C>>(
    (rest, first) => (ctx, next) =>
      first(ctx, () => Promise.resolve(rest(ctx, next)) as Promise<void>),
    (_ctx, next) => next(),
  );
}
