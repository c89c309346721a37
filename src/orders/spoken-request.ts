import { DateRangeError } from './dates/date-range.ts';
import { mentionedOrder } from './mentioned-order.ts';
import {
  type OrderReference,
  OrderReferenceError,
  parseOrderReference,
} from './order-reference.ts';
import { parseFilterWords, type SaidFilter } from './parse-filter.ts';
import { plainText } from './typed-text.ts';

/**
 * What a text without a command asks to see. Nothing of it changes an order: "batal 1340" asks for the card of the order.
 * - `several`: orders are named, but more than one
 * - `unclear`: it is about dates that can't be
 */
export type SpokenRequest =
  | { kind: 'order'; reference: OrderReference }
  | { kind: 'several' }
  | { kind: 'list'; filter: SaidFilter }
  | { kind: 'excel'; filter: SaidFilter }
  | { kind: 'statistics'; filter: SaidFilter }
  | { kind: 'unclear'; target: 'list' | 'excel' | 'statistics'; problem: DateRangeError };

const excelWords =
  /(?<![\p{L}\p{N}])(?:ex[ck]?el+|xlsx?|unduh(?:an|in|kan)?|download|ekspor|export)(?![\p{L}\p{N}])/iu;

const statisticsWords = /(?<![\p{L}\p{N}])(?:statisti[ck]s?(?:nya)?|stats)(?![\p{L}\p{N}])/giu;

/**
 * Reads what people write to the bot without a command: an order (`1338`, `batal 1340`, a pasted card or link), a filter
 * (`rejected 1-15 Jan`), an Excel (`excel bulan lalu`), numbers (`statistik bulan lalu`). Undefined: none of these.
 *
 * @param today yyyy-mm-dd, in the shop's time zone
 */
export function readSpokenRequest(text: string, today: string): SpokenRequest | undefined {
  const mentioned = mentionedOrder(text);
  if (mentioned !== undefined)
    return mentioned === 'several' ? { kind: 'several' } : { kind: 'order', reference: mentioned };
  const typed = plainText(text);
  const words = typed.replace(statisticsWords, ' ');
  const kind = words !== typed ? 'statistics' : excelWords.test(typed) ? 'excel' : 'list';
  try {
    const filter = parseFilterWords(kind === 'statistics' ? words : text, today);
    const isSaid = filter.type !== undefined || filter.dates !== undefined || kind !== 'list';
    return isSaid ? { kind, filter } : undefined;
  } catch (error) {
    if (!(error instanceof DateRangeError)) throw error;
    // Words that are no dates are most often about something else; of an Excel or numbers the dates are asked for.
    const isAboutDates = error.reason !== 'unreadable' || kind !== 'list';
    if (isAboutDates) return { kind: 'unclear', target: kind, problem: error };
    return namesSeveral(text) ? { kind: 'several' } : undefined;
  }
}

function namesSeveral(text: string): boolean {
  try {
    parseOrderReference(text);
  } catch (error) {
    return error instanceof OrderReferenceError && error.reason === 'several';
  }
  return false;
}
