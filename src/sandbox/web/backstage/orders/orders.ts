/** The shop's orders as the Ngorder sandbox tells of them to somebody who watches the shop. */
import { getJson } from '../../connection/json-request.ts';

export type Place = 'active' | 'CANCEL' | 'REJECTED' | 'EXPIRED' | 'gone';

export const places: Readonly<Record<Place, string>> = {
  active: 'Active',
  CANCEL: 'Canceled',
  REJECTED: 'Rejected',
  EXPIRED: 'Expired',
  gone: 'Deleted',
};

export interface OrderLine {
  order_id: number;
  po_number: number | string;
  receiver_name: string;
  total_amount: number | string;
  place: Place;
  /** Where it was before it moved; missing when it hasn't moved. */
  from?: Place;
  /** What changed last has the highest number; 0 before the first change. */
  changed: number;
}

export interface Overview {
  counts: Record<Place, number>;
  /** How many orders fit; `orders` are the first of them, what changed last on top. */
  total: number;
  orders: OrderLine[];
}

/** What is looked for: in one list, or in all; `text` is part of an ID, a PO number or a name. */
export interface OrderQuery {
  place: Place | undefined;
  text: string;
}

export function readOverview({ place, text }: OrderQuery): Promise<Overview> {
  const query = new URLSearchParams({ text: text.slice(0, 100) });
  if (place !== undefined) query.set('place', place);
  return getJson(`/ngorder/overview?${query}`);
}
