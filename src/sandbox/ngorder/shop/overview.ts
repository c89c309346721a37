/** The shop's orders at a glance, as somebody sees them who watches the shop. */
import type { OrderItem, Place } from './order.ts';

/** Where an order is; `gone` when it was deleted. */
export type Whereabouts = Place | 'gone';

/** An order with where it is and how it came there. */
export interface TrackedOrder {
  place: Whereabouts;
  order: OrderItem;
  /** Where it was before its last move; missing when it is still where it was at first. */
  from?: Whereabouts;
  /** Counts the changes of the whole shop: what changed last has the highest; 0 before its first change. */
  changed: number;
}

export interface OverviewQuery {
  /** One list of orders; all of them when it is missing. */
  place?: Whereabouts;
  /** Part of an order ID, a PO number or a name; everything is found by an empty one. */
  text: string;
  /** The most orders to return. */
  limit: number;
}

export interface OverviewLine
  extends Pick<OrderItem, 'order_id' | 'po_number' | 'receiver_name' | 'total_amount'> {
  place: Whereabouts;
  from?: Whereabouts;
  changed: number;
}

export interface Overview {
  /** How many orders of the whole shop are in each list. */
  counts: Record<Whereabouts, number>;
  /** How many orders fit the query. */
  total: number;
  /** The first of those that fit, what changed last on top. */
  orders: OverviewLine[];
}

export function overviewOf(tracked: readonly TrackedOrder[], query: OverviewQuery): Overview {
  const counts = { active: 0, CANCEL: 0, REJECTED: 0, EXPIRED: 0, gone: 0 };
  for (const { place } of tracked) counts[place] += 1;
  const fitting = tracked
    .filter(({ place }) => query.place === undefined || place === query.place)
    .filter(({ order }) => contains(order, query.text))
    .sort(
      (a, b) =>
        b.changed - a.changed ||
        String(b.order.updated_at).localeCompare(String(a.order.updated_at)) ||
        b.order.order_id - a.order.order_id,
    );
  return {
    counts,
    total: fitting.length,
    orders: fitting.slice(0, query.limit).map(lineOf),
  };
}

/** Whatever a test has put into the fields is looked at as text. */
function contains({ order_id, po_number, receiver_name }: OrderItem, text: string): boolean {
  const wanted = text.trim().replace(/^#/, '').toLowerCase();
  return (
    String(order_id).includes(wanted) ||
    String(po_number).includes(wanted.replace(/^po\s*/, '')) ||
    String(receiver_name).toLowerCase().includes(wanted)
  );
}

function lineOf({ order, place, from, changed }: TrackedOrder): OverviewLine {
  const { order_id, po_number, receiver_name, total_amount } = order;
  return {
    order_id,
    po_number,
    receiver_name,
    total_amount,
    place,
    ...(from !== undefined && { from }),
    changed,
  };
}
