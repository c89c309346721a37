import type { CanceledType } from '../ngorder/order.ts';
import { parseDateRange } from './dates/date-range.ts';
import type { CanceledFilter } from './reading/order-location.ts';

const typeWords = new Map<string, CanceledType>(
  Object.entries({
    cancel: 'CANCEL',
    canceled: 'CANCEL',
    cancelled: 'CANCEL',
    batal: 'CANCEL',
    dibatalkan: 'CANCEL',
    rejected: 'REJECTED',
    reject: 'REJECTED',
    ditolak: 'REJECTED',
    expired: 'EXPIRED',
    kedaluwarsa: 'EXPIRED',
    kadaluarsa: 'EXPIRED',
  }),
);

/**
 * Reads what stands behind a command: `rejected 2021-01-01 2021-01-31`, all of it optional.
 * @throws {DateRangeError} when what is no type is no date either.
 */
export function parseListWords(words: string, today: string): CanceledFilter {
  const [first = '', ...rest] = words.trim().split(/\s+/);
  const type = typeWords.get(first.toLowerCase());
  const dates = (type === undefined ? words : rest.join(' ')).trim();
  return { type: type ?? 'CANCEL', ...(dates !== '' && parseDateRange(dates, today)) };
}
