import type { Ngorder } from '../../ngorder/client.ts';
import type { Order } from '../../ngorder/order.ts';
import { activeList } from './order-lists.ts';
import type { FoundAt, FoundOrder } from './order-location.ts';
import { foundOn, passOver } from './pass.ts';

/** The active order with this ID; undefined if Ngorder's search has none (which is no proof that there is none). */
export async function findActive(
  ngorder: Ngorder,
  orderId: number,
  signal?: AbortSignal,
): Promise<Order | undefined> {
  const { found } = await passOver(orderId, [activeList(ngorder, orderId)], { signal });
  return found.at === 'nowhere' ? undefined : found.order;
}

/** A canceled, rejected or expired order on the page where it was last seen or on those beside it. */
export async function findNear(
  ngorder: Ngorder,
  orderId: number,
  { type, from, to, page: middle, perPage }: FoundAt,
  signal?: AbortSignal,
): Promise<FoundOrder | undefined> {
  const filter = { type, from, to };
  for (const page of [middle, middle - 1, middle + 1].filter((candidate) => candidate >= 1)) {
    const read = await ngorder.listCanceled({ ...filter, perPage, page }, signal);
    const order = read.items.find((item) => item.orderId === orderId);
    if (order !== undefined)
      return { at: 'canceled', order, foundAt: foundOn({ ...read, page, perPage }, filter) };
  }
  return undefined;
}
