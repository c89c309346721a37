import type { Ngorder } from '../../ngorder/client.ts';
import { TimedOut } from '../../ngorder/errors.ts';
import type { Order, Page } from '../../ngorder/order.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';
import { sharedPage } from './many/shared-pages.ts';

/** A person waits: reading goes no longer than this, tries and all. */
const readingTimeMs = 8000;

/**
 * One page of canceled orders, by one request for all who ask for the same at once. A page that no longer exists gives the last one.
 * @throws {NgorderError} when Ngorder can't be read.
 */
export async function listOrders(
  ngorder: Ngorder,
  { type, from, to }: CanceledFilter,
  page: number,
  perPage: number,
  timeMs = readingTimeMs,
): Promise<Page<Order>> {
  const signal = AbortSignal.timeout(timeMs);
  const filter = { type, from, to, perPage };
  try {
    const read = await sharedPage(ngorder, { ...filter, page }, signal);
    const last = Math.max(1, read.totalPages);
    if (read.items.length > 0 || page <= last) return read;
    return await sharedPage(ngorder, { ...filter, page: last }, signal);
  } catch (error) {
    if (signal.aborted && error === signal.reason) throw new TimedOut({ endpoint: 'listCanceled' });
    throw error;
  }
}
