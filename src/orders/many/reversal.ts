import type { Order } from '../../ngorder/order.ts';
import { changesSince } from '../order-changes.ts';
import type { FoundOrder } from '../reading/order-location.ts';
import type { Act, Request } from '../requests/states.ts';
import { hasNoWayBack, type Question, questionOf } from './facts-of.ts';
import type { Gathered } from './gather.ts';
import { pickedById } from './picked.ts';

/** What undoes a run: an act of the other kind on each order that it changed. */
export interface Reversal {
  kind: 'cancel' | 'return';
  acts: readonly Act[];
  /** IDs of orders that it changed and that nothing brings back to where they were. */
  final: readonly number[];
}

/**
 * What undoes a run; undefined where nothing does. A delete has no way back, and an order that was rejected or expired
 * before it was returned can't be made so again.
 */
export function reversalOf(
  { kind }: Pick<Request, 'kind'>,
  acts: readonly Act[],
): Reversal | undefined {
  if (kind === 'delete') return undefined;
  const done = acts.filter(({ status }) => status === 'done');
  const hasWayBack = ({ foundAt }: Act) => kind === 'cancel' || foundAt?.type === 'CANCEL';
  const reversible = done.filter(hasWayBack);
  if (reversible.length === 0) return undefined;
  return {
    kind: kind === 'cancel' ? 'return' : 'cancel',
    acts: reversible,
    final: done.filter((act) => !hasWayBack(act)).map(({ orderId }) => orderId),
  };
}

/**
 * Sorts the orders of a run that is to be undone: those that were changed since are left out and named.
 * @param touched IDs of orders to which the bot itself has done something else since
 */
export function undoQuestionOf(
  { kind, acts, final }: Reversal,
  gathered: Gathered,
  touched: readonly number[],
): Question {
  const { orders, facts } = questionOf(
    kind,
    pickedById(acts.map(({ orderId }) => orderId)),
    gathered,
  );
  const seen = new Map(acts.map((act) => [act.orderId, act.seen]));
  const isChanged = (one: FoundOrder) =>
    touched.includes(one.order.orderId) ||
    hasNoWayBack(one) ||
    hasChanged(seen.get(one.order.orderId), one.order);
  const changed = orders.filter(isChanged).map(({ order }) => order.orderId);
  const isLeft = ({ orderId }: { orderId: number }) => !changed.includes(orderId);
  return {
    orders: orders.filter(({ order }) => isLeft(order)),
    facts: { ...facts, orders: facts.orders.filter(isLeft), changed, final },
  };
}

/** Its status is what the run itself has changed. */
function hasChanged(seen: Order | undefined, now: Order): boolean {
  return seen !== undefined && changesSince(seen, now).some((fact) => fact !== 'status');
}
