/** The shop's orders, as the Ngorder sandbox lists them. */
import { getJson } from '../../connection/json-request.ts';

export const places = ['active', 'CANCEL', 'REJECTED', 'EXPIRED', 'gone'] as const;
export type Place = (typeof places)[number];

/** How many orders are loaded at a time. */
export const ordersPerPage = 60;

/** More than the sandbox lists at once. */
export const maxOrders = 500;

export interface OrderLine {
  order_id: number;
  po_number: number | string;
  receiver_name: string;
  total_amount: number | string;
  place: Place;
  /** Its list before it moved; missing if it never moved. */
  from?: Place;
  /** The last changed has the highest number; 0 if it never changed. */
  changed: number;
}

export interface Overview {
  counts: Record<Place, number>;
  /** The number of matches; `orders` has the first of them, the last changed on top. */
  total: number;
  orders: OrderLine[];
}

/** What to look for: `text` is part of an ID, a PO number or a name. */
export interface OrderQuery {
  place: Place | undefined;
  text: string;
  /** How many of them; at most `maxOrders`. */
  limit: number;
}

export function readOverview({ place, text, limit }: OrderQuery): Promise<Overview> {
  const query = new URLSearchParams({ text: text.slice(0, 100), limit: String(limit) });
  if (place !== undefined) query.set('place', place);
  return getJson(`/ngorder/overview?${query}`);
}
