/** An overview of the shop's orders for whoever watches it. */
import type { OrderItem, Place } from './order.ts';

/** Where an order is; `gone` when it was deleted. */
export type Whereabouts = Place | 'gone';

/** An order with its present list and the one before. */
export interface TrackedOrder {
  place: Whereabouts;
  order: OrderItem;
  /** The list before its last move; missing if it never moved. */
  from?: Whereabouts;
  /** The number of the shop's change that changed it last; 0 if it never changed. */
  changed: number;
}

export interface OverviewQuery {
  /** Only this list; all of them by default. */
  place?: Whereabouts;
  /** Part of an order ID, PO number or name; an empty text matches everything. */
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
  /** The number of orders in each list of the whole shop. */
  counts: Record<Whereabouts, number>;
  /** The number of orders that match. */
  total: number;
  /** The first of the matches, the last changed on top. */
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

/** Tests put values of any type into fields. */
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
