import { OrderReferenceError, parseOrderReference } from '../order-reference.ts';
import { type OrderList, readOrderList } from './order-list.ts';

/**
 * The orders of a text that names more than one; undefined: it names one, or is about something else.
 * @throws {TooManyOrders}
 */
export function severalNamed(text: string): OrderList | undefined {
  if (namesOne(text)) return undefined;
  const list = readOrderList(text);
  const { references, unread } = list;
  return references.length > 1 && unread.length <= references.length ? list : undefined;
}

function namesOne(text: string): boolean {
  try {
    parseOrderReference(text);
    return true;
  } catch (error) {
    if (error instanceof OrderReferenceError) return false;
    throw error;
  }
}
