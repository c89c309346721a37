import type { Ngorder } from '../../ngorder/client.ts';
import { readAgain } from './locate.ts';
import type { FoundAt, FoundOrder } from './order-location.ts';

/** A person waits: reading goes no longer than this, tries and all. */
const readingTimeMs = 8000;
/** As many requests at once as Ngorder's client sends for one token. */
const requestsAtOnce = 4;

/** What became of an order that a list once showed. `unsure`: it was not found, and not everything could be read. */
export type CardState = FoundOrder | { at: 'nowhere' } | { at: 'unsure' };

/**
 * Finds a canceled order again: on the page it came from, beside it, by its number among the active ones, then by reading
 * on. It is called gone only after everything was read.
 * @throws {NgorderError} when Ngorder can't be read.
 */
export async function openCard(
  ngorder: Ngorder,
  orderId: number,
  lastSeen: FoundAt,
  timeMs = readingTimeMs,
): Promise<CardState> {
  const signal = AbortSignal.timeout(timeMs);
  const sought = { kind: 'return', orderId, foundAt: lastSeen } as const;
  try {
    const where = await readAgain(ngorder, sought, { signal, atOnce: requestsAtOnce });
    if (where === undefined) return { at: 'unsure' };
    return where.at === 'nowhere' ? { at: 'nowhere' } : where;
  } catch (error) {
    if (signal.aborted && error === signal.reason) return { at: 'unsure' };
    throw error;
  }
}
