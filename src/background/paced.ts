import type { LimitFunction } from 'p-limit';

/**
 * The same object, whose calls wait until no more than the limit allows are under way. For objects of functions that
 * return promises: what else it has must not be used through this.
 */
export function paced<T extends object>(target: T, limit: LimitFunction): T {
  const calls = Object.entries(target).map(([name, call]) => [
    name,
    (...given: unknown[]) => limit(() => call(...given)),
  ]);
  return Object.fromEntries(calls);
}
