import type { Ngorder } from '../ngorder/client.ts';
import { TimedOut } from '../ngorder/errors.ts';
import type { CanceledType, Order, Page } from '../ngorder/order.ts';
import { activePages, findActive, findCanceled } from './lookup.ts';
import type { FoundAt } from './reading/order-location.ts';

/** Canceled orders of one type, between two days. */
export interface CanceledFilter {
  type: CanceledType;
  from?: string | undefined;
  to?: string | undefined;
}

/** A person waits, and with them their chat: reading goes no longer than this, tries and all. */
const patienceMs = 8000;

/**
 * One page of canceled orders. A page that no longer exists gives the last one.
 * @throws {NgorderError} when Ngorder can't be read.
 */
export async function browseCanceled(
  ngorder: Ngorder,
  { type, from, to }: CanceledFilter,
  page: number,
  perPage: number,
  timeMs = patienceMs,
): Promise<Page<Order>> {
  const signal = AbortSignal.timeout(timeMs);
  const filter = { type, ...(from && { from }), ...(to && { to }), perPage };
  try {
    const read = await ngorder.listCanceled({ ...filter, page }, signal);
    const last = Math.max(1, read.totalPages);
    if (read.items.length > 0 || page <= last) return read;
    return await ngorder.listCanceled({ ...filter, page: last }, signal);
  } catch (error) {
    if (signal.aborted && error === signal.reason) throw new TimedOut({ endpoint: 'listCanceled' });
    throw error;
  }
}

/** What became of an order that a list once showed. `unsure`: the time ran out before everything was read. */
export type CardState =
  | { at: 'canceled'; order: Order; foundAt: FoundAt }
  | { at: 'active'; order: Order }
  | { at: 'nowhere' }
  | { at: 'unsure' };

/**
 * Finds a canceled order again: on the page it came from, beside it, then by reading on.
 * It is called gone only after everything was read.
 * @throws {NgorderError} when Ngorder can't be read.
 */
export async function openCard(
  ngorder: Ngorder,
  orderId: number,
  lastSeen: FoundAt,
  timeMs = patienceMs,
): Promise<CardState> {
  const signal = AbortSignal.timeout(timeMs);
  try {
    const where = await findCanceled(ngorder, orderId, lastSeen, signal);
    if (where.at !== 'nowhere') return where;
    const active =
      (await findActive(ngorder, orderId, signal)) ??
      (await readForActive(ngorder, orderId, signal));
    return active ? { at: 'active', order: active } : { at: 'nowhere' };
  } catch (error) {
    if (signal.aborted && error === signal.reason) return { at: 'unsure' };
    throw error;
  }
}

/** Ngorder's search may miss an order: only its pages tell that it is not active either. */
async function readForActive(
  ngorder: Ngorder,
  orderId: number,
  signal: AbortSignal,
): Promise<Order | undefined> {
  for await (const { items } of activePages(ngorder, signal)) {
    const order = items.find((item) => item.orderId === orderId);
    if (order !== undefined) return order;
  }
  return undefined;
}
