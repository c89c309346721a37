import type { Order } from '../../ngorder/order.ts';
import type { OrderReference } from '../order-reference.ts';
import { isPaid, isShipped } from '../order-risk.ts';
import type { FoundOrder } from '../reading/order-location.ts';
import type { ManyFacts, OrderInBrief } from '../requests/runs/many-facts.ts';
import type { ActKind } from '../requests/states.ts';
import { type Gathered, numberOf } from './gather.ts';
import type { Picked, PickedInRun } from './picked.ts';

/** What is to be asked about many orders: those that the act can be done to, and what is said of all. */
export interface Question {
  orders: FoundOrder[];
  facts: ManyFacts;
}

/** Sorts what was found by what an act can do to it. */
export function questionOf(
  kind: ActKind,
  picked: Exclude<Picked, PickedInRun>,
  gathered: Gathered,
): Question {
  const oldPlace = kind === 'cancel' ? 'active' : 'canceled';
  const orders = gathered.found.filter(({ at }) => at === oldPlace);
  const others = gathered.found.filter(({ at }) => at !== oldPlace);
  const already = others.filter((one) => isThereAlready(kind, one));
  const names = picked.of === 'names' ? picked : undefined;
  const missing = gathered.missing.map(nameOf);
  return {
    orders,
    facts: {
      orders: orders.map(({ order }) => brief(order)),
      already: already.map(idOf),
      elsewhere: others.filter((one) => !already.includes(one)).map(idOf),
      missing: gathered.isComplete ? missing : [],
      unsure: gathered.isComplete ? [] : missing,
      ambiguous: gathered.ambiguous.map(nameOf),
      repeated: [...(names?.repeated ?? []), ...gathered.repeated.map(nameOf)],
      unread: names?.unread.map(({ text }) => text.slice(0, 40)) ?? [],
      reread: names?.reread ?? [],
      ...(kind === 'return' && { final: orders.filter(hasNoWayBack).map(idOf) }),
    },
  };
}

/** Canceled again, it would be canceled, and no longer rejected or expired. */
export function hasNoWayBack(one: FoundOrder): boolean {
  return one.at === 'canceled' && one.foundAt.type !== 'CANCEL';
}

function isThereAlready(kind: ActKind, one: FoundOrder): boolean {
  if (kind === 'cancel') return one.at === 'canceled' && one.foundAt.type === 'CANCEL';
  return kind === 'return' && one.at === 'active';
}

function idOf({ order }: FoundOrder): number {
  return order.orderId;
}

function brief(order: Order): OrderInBrief {
  return {
    orderId: order.orderId,
    poNumber: order.poNumber,
    total: order.totalAmount,
    ...(isPaid(order) && { isPaid: true }),
    ...(isShipped(order) && { isShipped: true }),
    ...(order.cod === true && { isCod: true }),
  };
}

function nameOf(reference: OrderReference): string {
  const number = numberOf(reference);
  return { id: `#${number}`, po: `PO ${number}`, either: String(number) }[reference.kind];
}
