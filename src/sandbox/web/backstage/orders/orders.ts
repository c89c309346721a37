/** The shop's orders as the page shows them, and how a change moves them. Pure. */

export type Place = 'active' | 'CANCEL' | 'REJECTED' | 'EXPIRED' | 'gone';

export const PLACES: Readonly<Record<Place, string>> = {
  active: 'Active',
  CANCEL: 'Canceled',
  REJECTED: 'Rejected',
  EXPIRED: 'Expired',
  gone: 'Deleted',
};

/** An order as the Ngorder sandbox lists it; of its many fields those that are shown. */
export interface ListedOrder {
  order_id: number;
  po_number: number | string;
  sender_name: string;
  receiver_name: string;
  total_amount: number | string;
  updated_at: string;
}

export interface ShownOrder {
  id: number;
  po: string;
  name: string;
  total: number;
  place: Place;
  updatedAt: string;
  /** Where it was before it moved; missing when it hasn't moved since the page was opened. */
  from?: Place;
  /** Counts the moves on this page: what moved last has the highest. */
  moved: number;
}

export type Orders = ReadonlyMap<number, ShownOrder>;

export function shownOrder(order: ListedOrder, place: Place): ShownOrder {
  return {
    id: order.order_id,
    po: String(order.po_number),
    name: order.receiver_name,
    total: Number(order.total_amount),
    place,
    updatedAt: order.updated_at,
    moved: 0,
  };
}

/** The orders after one has moved. A deleted one is still shown, with what was known of it. */
export function afterMove(orders: Orders, order: ShownOrder): Orders {
  const before = orders.get(order.id);
  const moved = 1 + Math.max(0, ...[...orders.values()].map((one) => one.moved));
  const from = before?.place === order.place ? before.from : before?.place;
  return new Map(orders).set(order.id, { ...order, moved, ...(from && { from }) });
}

export function countsOf(orders: Orders): Record<Place, number> {
  const counts = { active: 0, CANCEL: 0, REJECTED: 0, EXPIRED: 0, gone: 0 };
  for (const { place } of orders.values()) counts[place] += 1;
  return counts;
}

/** The orders of a list, or of all, that a text is found in; what changed last comes first. */
export function found(orders: Orders, place: Place | undefined, text: string): ShownOrder[] {
  const wanted = text.trim().replace(/^#/, '').toLowerCase();
  return [...orders.values()]
    .filter((order) => place === undefined || order.place === place)
    .filter(
      ({ id, po, name }) =>
        wanted === '' ||
        String(id).includes(wanted) ||
        po.includes(wanted.replace(/^po\s*/, '')) ||
        name.toLowerCase().includes(wanted),
    )
    .sort((a, b) => b.moved - a.moved || b.updatedAt.localeCompare(a.updatedAt) || b.id - a.id);
}
