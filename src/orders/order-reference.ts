import { plainText, withoutTrimmings } from './typed-text.ts';

/**
 * What a person named an order by. Order IDs and PO numbers are both plain numbers and are mixed up
 * easily: `either` is a number alone, which may be one order's ID and another's PO number.
 */
export type OrderReference =
  | { kind: 'id'; orderId: number }
  | { kind: 'po'; poNumber: number }
  | { kind: 'either'; number: number };

/**
 * Why a text names no order:
 * - `empty`, `not-a-number`, `not-positive` (0, -5), `several` (two IDs)
 * - `fraction`: 1.5 and 1,5, but also 1.338, whose dot might mean thousands
 * - `too-long`: more digits than any order has
 * - `too-much-text`: a pasted paragraph
 */
export type OrderReferenceProblem =
  | 'empty'
  | 'not-a-number'
  | 'not-positive'
  | 'fraction'
  | 'too-long'
  | 'several'
  | 'too-much-text';

/** A person's text names no order, or not exactly one. */
export class OrderReferenceError extends Error {
  override readonly name = 'OrderReferenceError';
  readonly reason: OrderReferenceProblem;

  constructor(reason: OrderReferenceProblem) {
    super(`not an order reference: ${reason}`);
    this.reason = reason;
  }
}

/** Every number of this many digits is a safe integer. */
const MOST_DIGITS = 15;
const LONGEST_TEXT = 100;
const MOST_WORDS = 8;

const LABEL_WORDS: ReadonlyMap<string, 'id' | 'po' | 'number'> = new Map([
  ...['id', 'order', 'orderan', 'ord', 'pesanan'].map((word) => [word, 'id'] as const),
  ...['po', 'nopo', 'purchase'].map((word) => [word, 'po'] as const),
  ...['no', 'nomor', 'nomer', 'nmr', 'number', 'num', 'kode'].map(
    (word) => [word, 'number'] as const,
  ),
  // What is to be done is the question already.
  ...['batal', 'batalkan', 'cancel'].map((word) => [word, 'number'] as const),
]);

/** A label ("no. PO"), a mark ("#", ": ") and a number with what may be wrong with it. */
const REFERENCE = /^(?<label>[\p{L}. ]*?) ?(?<mark>[#:=/.\- ]*)(?<number>\d+(?:[.,]\d+)*)$/u;
/** How the bot itself names an order: `#1338 · PO 10735 · Rp110.376`. */
const OWN_NAMING = /^#(?<number>[1-9]\d{0,14}) ·/u;
const STANDALONE_NUMBER = /(?<![\p{L}\p{N}_.,])\d+(?![\p{L}\p{N}\p{M}_])/gu;
/** One order named over and over: `1338 1338`, `PO 10735, PO 10735`; but `12 12` is a day. */
const REPEATED = /^(?=.*\d{3})(?<once>.{3,60}?)(?:[ ,;&]+\k<once>)+$/u;
const NAMED_ID = /(?<![\p{L}\p{N}#&])#([1-9]\d{0,14})(?![\p{L}\p{N}_])/gu;

/**
 * Reads what a person typed or pasted to name one order: `1338`, `#1338`, `ID 1338`, `pesanan 1338`,
 * `PO 10735`, `no po: 10735`, one of these several times, or a line in which the bot names an order. `test/fixtures/as-people-write.ts`
 * holds what is known of how people write it.
 *
 * @throws OrderReferenceError for everything else
 */
export function parseOrderReference(text: string): OrderReference {
  const typed = plainText(text);
  if (typed === '') throw new OrderReferenceError('empty');

  const own = text.trim().includes('\n') ? undefined : OWN_NAMING.exec(typed)?.groups?.['number'];
  if (own) return { kind: 'id', orderId: Number(own) };

  const once = REPEATED.exec(typed)?.groups?.['once'] ?? typed;
  const short = once.length > LONGEST_TEXT ? '' : withSpelledLabels(withoutTrimmings(once));
  const { label = '', mark = '', number = '' } = REFERENCE.exec(short)?.groups ?? {};
  const kind = number ? kindOf(label, mark) : undefined;
  if (!kind) throw new OrderReferenceError(problemOf(typed));

  const value = wholeNumber(number, label === '' && mark.includes('-'));
  switch (kind) {
    case 'id':
      return { kind, orderId: value };
    case 'po':
      return { kind, poNumber: value };
    case 'either':
      return { kind, number: value };
  }
}

/** Signs and dotted letters that stand for a label's word. */
export function withSpelledLabels(text: string): string {
  return text
    .replace(/№|(?<!\p{L})n[º°]/giu, 'no ')
    .replace(/(?<!\p{L})p\.? ?o(?:\.|(?!\p{L}))/giu, 'po ')
    .replace(/ +/g, ' ');
}

/**
 * The order that a message of the bot is about, by the IDs in its lines (`#1338 · PO 10735 · …`).
 * Undefined when it names none, or several different ones.
 */
export function orderReferenceInMessage(text: string): number | undefined {
  const ids = new Set([...text.matchAll(NAMED_ID)].map((match) => Number(match[1])));
  const [id] = ids;
  return ids.size === 1 ? id : undefined;
}

function kindOf(label: string, mark: string): OrderReference['kind'] | undefined {
  const words = label.toLowerCase().match(/\p{L}+/gu) ?? [];
  const kinds = words.map((word) => LABEL_WORDS.get(word));
  if (kinds.includes(undefined)) return undefined;
  if (kinds.includes('po')) return 'po';
  return kinds.includes('id') || mark.includes('#') ? 'id' : 'either';
}

function wholeNumber(number: string, negative: boolean): number {
  const [, ...groups] = number.split(/[.,]/);
  // Behind a dot or a comma stand three digits at most: 1.338 and 1,5, but not 1338,1339.
  if (groups.some((group) => group.length > 3)) throw new OrderReferenceError('several');
  if (groups.length > 0) throw new OrderReferenceError('fraction');
  const digits = number.replace(/^0+/, '');
  if (negative || digits === '') throw new OrderReferenceError('not-positive');
  if (digits.length > MOST_DIGITS) throw new OrderReferenceError('too-long');
  return Number(digits);
}

function problemOf(typed: string): OrderReferenceProblem {
  const words = typed.match(/\p{L}+/gu) ?? [];
  if (words.length > MOST_WORDS) return 'too-much-text';
  const numbers = typed.match(STANDALONE_NUMBER) ?? [];
  if (numbers.length > 1) return 'several';
  return typed.length > LONGEST_TEXT ? 'too-much-text' : 'not-a-number';
}
