import type { LimitFunction } from 'p-limit';

/**
 * The same object, whose calls wait until no more than the limit allows are under way. For objects of functions that
 * return promises: what else it has must not be used through this. What its calls are given must not be paced by the same
 * limit, or they wait for a turn while they have one.
 */
export function paced<T extends object>(target: T, limit: LimitFunction): T {
  const calls = Object.entries(target).map(([name, call]) => [
    name,
    (...given: unknown[]) => limit(() => call(...given)),
  ]);
  return Object.fromEntries(calls);
}
