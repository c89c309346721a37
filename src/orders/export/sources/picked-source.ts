import type { Ngorder } from '../../../ngorder/client.ts';
import { gatherNamed } from '../../many/gather.ts';
import { isPicked, type PickedByName, type PickedInList } from '../../many/picked.ts';
import { readAll } from '../../reading/many/read-all.ts';
import type { OrderSource } from '../build/order-stream.ts';

/** The orders that somebody named, or picked in a list, read anew. */
export function pickedSource(ngorder: Ngorder, picked: PickedByName | PickedInList): OrderSource {
  return picked.of === 'list' ? inList(ngorder, picked) : named(ngorder, picked);
}

function inList(ngorder: Ngorder, picked: PickedInList): OrderSource {
  const { filter, isAll, orders } = picked;
  const { type, from, to } = filter;
  return async (onPage, signal) => {
    const found = new Set<number>();
    const { complete, failure, total } = await readAll(
      ngorder,
      { lists: [type], from, to },
      {
        signal,
        fresh: true,
        where: ({ orderId }) => isPicked(picked, orderId),
        onPage: async ({ orders: some, read, total }) => {
          for (const { order } of some) found.add(order.orderId);
          const wanted = some.map(({ order }) => order);
          const isEnough = await onPage({ orders: wanted, read, total });
          return isEnough || (!isAll && found.size === orders.length);
        },
      },
    );
    const areAllFound = !isAll && found.size === orders.length;
    return {
      complete: complete || areAllFound,
      failure,
      total: isAll ? total && Math.max(0, total - orders.length) : orders.length,
    };
  };
}

function named(ngorder: Ngorder, { references }: PickedByName): OrderSource {
  return async (onPage, signal) => {
    const { found, repeated, isComplete } = await gatherNamed(ngorder, references, { signal });
    const orders = found.map(({ order }) => order);
    await onPage({ orders, read: orders.length, total: orders.length });
    return { complete: isComplete, total: references.length - repeated.length };
  };
}
