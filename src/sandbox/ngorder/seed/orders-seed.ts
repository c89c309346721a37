/** Makes the pretend shop's orders: the same for the same seed and date. */
import { faker } from '@faker-js/faker/locale/id_ID';
import { addMinutes } from '../shop/calendar.ts';
import type { OrderItem, Place, PlacedOrder } from '../shop/order.ts';
import { firstCounts, type NamedOrder, namedOrders } from './named-orders.ts';
import { makeOrder } from './order-maker.ts';

const newestId = 1355;
const daysBack = 122;

/**
 * About four months of orders, newest first, with more per day as the shop grows. Each list has as
 * many as `firstCounts` says, including the named orders.
 * @param latest the newest order's time, `yyyy-mm-dd HH:MM:SS`
 */
export function seedOrders(seed: number, latest: string): PlacedOrder[] {
  faker.seed(seed);
  const places = placesOf(Object.values(firstCounts).reduce((sum, count) => sum + count));
  return places.map((place, index) => {
    const minutesBack = daysBack * 24 * 60 * (index / (places.length - 1)) ** 1.3;
    const date = addMinutes(latest, -minutesBack);
    const order = makeOrder(newestId - index, place, date, latest);
    const namedOrder = namedOrderById.get(order.order_id);
    return { place, order: namedOrder ? asNamedOrder(order, namedOrder) : order };
  });
}

const namedOrderById = new Map(
  Object.values(namedOrders).map((namedOrder) => [namedOrder.orderId, namedOrder]),
);

function asNamedOrder(order: OrderItem, { poNumber, fields }: NamedOrder): OrderItem {
  const day = order.order_date.slice(0, 10);
  const invoice = `INV.${day.replaceAll('-', '.')}.${poNumber}`;
  return { ...order, payment_date: day, ...structuredClone(fields), po_number: poNumber, invoice };
}

// The list of each order, newest first: few old orders are still active.
function placesOf(total: number): Place[] {
  const left: Record<Place, number> = { ...firstCounts };
  const places = new Map<number, Place>();
  for (let index = 0; index < total; index++) {
    const namedOrder = namedOrderById.get(newestId - index);
    if (!namedOrder) continue;
    places.set(index, namedOrder.place);
    left[namedOrder.place] -= 1;
  }
  const free = Array.from({ length: total }, (_, index) => index).filter(
    (index) => !places.has(index),
  );
  const youngFirst = free
    .map((index) => ({ index, rank: index / total + faker.number.float({ max: 1 }) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ index }) => index);
  for (const index of youngFirst.splice(0, left.active)) places.set(index, 'active');
  const closed = faker.helpers.shuffle(youngFirst);
  for (const place of ['REJECTED', 'EXPIRED', 'CANCEL'] as const) {
    for (const index of closed.splice(0, left[place])) places.set(index, place);
  }
  return Array.from({ length: total }, (_, index) => places.get(index) ?? 'CANCEL');
}
