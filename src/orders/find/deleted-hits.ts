import type { Order } from '../../ngorder/order.ts';
import type { FindQuery } from './find-query.ts';
import { fitOf } from './matches.ts';

/** So many stand below what was found. */
const mostShown = 10;

/** The deleted orders that fit what somebody looks for, unless that is only among the active ones. */
export function deletedHits(deleted: readonly Order[], query: FindQuery): Order[] {
  const { lists, from, to } = query;
  if (lists?.every((list) => list === 'active')) return [];
  const isWithin = ({ orderDate }: Order) => {
    const day = orderDate?.slice(0, 10) ?? '';
    return (from === undefined || day >= from) && (to === undefined || (day !== '' && day <= to));
  };
  return deleted.filter((order) => isWithin(order) && fitOf(order, query) > 0).slice(0, mostShown);
}
