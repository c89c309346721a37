import type { OrderReference } from '../order-reference.ts';
import { type Gathered, numberOf } from './gather.ts';

/**
 * Leaves out, as ambiguous, what a bare number found as its PO number, where the team has deleted an order with that ID:
 * that one may be meant, and nothing is to be done to another.
 * @param deletedAmong which of these IDs are of orders that were deleted
 */
export async function withoutMistakable(
  gathered: Gathered,
  references: readonly OrderReference[],
  deletedAmong: (orderIds: readonly number[]) => Promise<ReadonlySet<number>>,
): Promise<Gathered> {
  const ids = new Set(gathered.found.map(({ order }) => order.orderId));
  const pos = new Set(gathered.found.map(({ order }) => order.poNumber));
  const byPo = references.filter((reference) => {
    const number = numberOf(reference);
    return reference.kind === 'either' && pos.has(number) && !ids.has(number);
  });
  const deleted = await deletedAmong(byPo.map(numberOf));
  const mistakable = byPo.filter((reference) => deleted.has(numberOf(reference)));
  if (mistakable.length === 0) return gathered;
  const numbers = new Set(mistakable.map(numberOf));
  return {
    ...gathered,
    found: gathered.found.filter(({ order }) => !numbers.has(order.poNumber ?? Number.NaN)),
    ambiguous: [...gathered.ambiguous, ...mistakable],
  };
}
