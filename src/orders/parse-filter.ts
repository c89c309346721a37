import type { CanceledType } from '../ngorder/order.ts';
import type { CanceledFilter } from '../ngorder/queries.ts';
import { parseDateRange } from './dates/date-range.ts';
import { plainText, withoutTrimmings } from './typed-text.ts';

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
    tolak: 'REJECTED',
    expired: 'EXPIRED',
    exp: 'EXPIRED',
    kedaluwarsa: 'EXPIRED',
    kadaluwarsa: 'EXPIRED',
    kedaluarsa: 'EXPIRED',
    kadaluarsa: 'EXPIRED',
  }),
);

/**
 * Reads what stands behind a command: `rejected 2021-01-01 2021-01-31`, in either order, all of it optional.
 * @throws {DateRangeError} when what is no type is no date either.
 */
export function parseListWords(words: string, today: string): CanceledFilter {
  const typed = withoutTrimmings(plainText(words)).split(' ');
  const at = [0, typed.length - 1].find((index) => typeOf(typed[index]) !== undefined);
  const dates = typed.filter((_, index) => index !== at).join(' ');
  const type = (at === undefined ? undefined : typeOf(typed[at])) ?? 'CANCEL';
  return { type, ...(dates !== '' && parseDateRange(dates, today)) };
}

function typeOf(word = ''): CanceledType | undefined {
  return typeWords.get(word.toLowerCase());
}
