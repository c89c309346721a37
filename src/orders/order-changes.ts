import type { Order } from '../ngorder/order.ts';

/** What a person decides by: when one of these differs from what they saw, they are asked anew. */
const decisiveFacts = ['status', 'paymentStatus', 'progress', 'totalAmount'] as const;
export type DecisiveFact = (typeof decisiveFacts)[number];

/** The decisive facts in which an order differs from what a person saw. */
export function changesSince(seen: Order, now: Order): DecisiveFact[] {
  return decisiveFacts.filter((fact) => seen[fact] !== now[fact]);
}
