import type { Gap } from './many/read-list.ts';
import type { ListName } from './order-lists.ts';
import type { Pass } from './pass.ts';

/**
 * Why an order that was found nowhere may exist all the same:
 * - a gap in what was read;
 * - `emptyShop`: not a single order was in any list, as when Ngorder is ill;
 * - `emptiedList`: the list in which it was last seen is empty, though it held others too;
 * - `listsDiffer`: two passes found lists of other lengths than one order that came or went explains.
 */
export type Doubt = Gap | 'emptyShop' | 'emptiedList' | 'listsDiffer';

/** The list in which the order was seen before, and how many it held then, where that is known. */
export interface LastSeenIn {
  list: ListName;
  total?: number | undefined;
}

/** Why one pass is not enough to call an order not found; undefined when it is. */
export function doubtOfPass({ lists, gap }: Pass): Doubt | undefined {
  if (gap !== undefined) return gap;
  return lists.every(({ total }) => total === 0) ? 'emptyShop' : undefined;
}

/**
 * Why two passes over all lists, apart in time, are no proof that an order is gone; undefined when they are.
 * Both must have found it nowhere.
 */
export function doubtOfAbsence(
  first: Pass,
  second: Pass,
  lastSeen: LastSeenIn | undefined,
): Doubt | undefined {
  const doubt = doubtOfPass(first) ?? doubtOfPass(second);
  if (doubt !== undefined) return doubt;
  if (!first.lists.every(({ name, total }) => isNear(total, totalIn(second, name))))
    return 'listsDiffer';
  if (lastSeen === undefined) return undefined;
  const heldOthers = lastSeen.total === undefined || lastSeen.total > 1;
  return heldOthers && totalIn(second, lastSeen.list) === 0 ? 'emptiedList' : undefined;
}

/** As far apart as one order that came or went explains. */
function isNear(one: number | undefined, other: number | undefined): boolean {
  return one !== undefined && other !== undefined && Math.abs(one - other) <= 1;
}

function totalIn({ lists }: Pass, name: ListName): number | undefined {
  return lists.find((list) => list.name === name)?.total;
}
