import type { Ngorder } from '../../../ngorder/client.ts';
import type { CanceledFilter } from '../../../ngorder/queries.ts';
import { readAll } from '../../reading/many/read-all.ts';
import type { OrderSource } from '../build/order-stream.ts';

/** All orders of a filter, read anew, since they are counted and added up. */
export function filterSource(ngorder: Ngorder, { type, from, to }: CanceledFilter): OrderSource {
  return (onPage, signal) =>
    readAll(
      ngorder,
      { lists: [type], from, to },
      {
        signal,
        fresh: true,
        onPage: ({ orders, ...rest }) =>
          onPage({ orders: orders.map(({ order }) => order), ...rest }),
      },
    );
}
