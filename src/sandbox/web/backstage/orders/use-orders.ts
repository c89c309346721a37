import { useEffect, useState } from 'preact/hooks';
import { getJson } from '../../connection/json-request.ts';
import { worldEvents } from '../../connection/world-events.ts';
import { afterMove, type ListedOrder, type Orders, type Place, shownOrder } from './orders.ts';

const LISTS = ['active', 'CANCEL', 'REJECTED', 'EXPIRED'] as const;

/** Every order of the Ngorder sandbox, kept up to date; empty until they are read. */
export function useOrders(): Orders {
  const [orders, setOrders] = useState<Orders>(new Map());
  useEffect(() => {
    const events = worldEvents();
    const readAll = async (): Promise<void> => {
      const lists = await Promise.all(
        LISTS.map(async (place) => {
          const listed = await getJson<ListedOrder[]>(`/ngorder/orders?place=${place}`);
          return listed.map((order) => shownOrder(order, place));
        }),
      );
      setOrders(new Map(lists.flat().map((order) => [order.id, order])));
    };
    events.opened(() => void readAll());
    events.on('ngorder-reset', () => void readAll());
    events.on<{ orderId: number; place: Place }>('ngorder-order', async ({ orderId, place }) => {
      const { order } = await getJson<{ order: ListedOrder | null }>(`/ngorder/orders/${orderId}`);
      setOrders((before) => {
        const known = order ? shownOrder(order, place) : before.get(orderId);
        return known ? afterMove(before, { ...known, place }) : before;
      });
    });
    return events.close;
  }, []);
  return orders;
}
