import type { Span } from './fold.ts';
import { isLabelled, reach } from './phone-context.ts';

/** Digits that are no phone, however many they are. */
export interface Kept extends Span {
  /** A short number that may be the head of a phone: kept only from being taken for an account. */
  isReference: boolean;
}

/** Nothing that belongs to the same number stands before or behind. */
const clean = (pattern: string) => `(?<!\\d[.\\-/:,]?)(?:${pattern})(?![.\\-/:,]?\\d)`;
/** A blank and more of a number behind a short one: the two are one number, unless the second is a phone itself. */
const unlessContinued = '(?! (?!(?:\\+|0|62|8)\\d{8})\\d{3})';

const day = '(?:0?[1-9]|[12]\\d|3[01])';
const month = '(?:0?[1-9]|1[0-2])';
const year = '(?:19|20)\\d\\d';
const longDate = `(?:${year}[.\\-/]${month}[.\\-/]${day}|${day}[.\\-/]${month}[.\\-/]${year})`;
const shortDate = `${day}[.\\-/]${month}[.\\-/]\\d\\d`;
const time = '(?:[01]?\\d|2[0-3])[:.][0-5]\\d(?:[:.][0-5]\\d)?';
const to = ' ?- ?';
const thousands = '[1-9]\\d{0,2}(?:\\.\\d{3})+(?:,\\d\\d?)?';
/** Up to tens of millions: no phone is as short. */
const fewThousands = '(?:[1-9]\\d?(?:\\.\\d{3}){2}|[1-9]\\d{0,2}\\.\\d{3})';

const kept = [
  clean(`${longDate}(?:${to}${longDate})?(?:[ ,]{1,2}${time})?`),
  clean(`${shortDate}(?:${to}${shortDate})?(?:[ ,]{1,2}${time})?${unlessContinued}`),
  clean(`${time}(?:${to}${time})?${unlessContinued}`),
  clean(`0[.,]\\d{1,3}${unlessContinued}`),
  `\\b(?:Rp|IDR)\\.? ?-?${clean(`${thousands}(?:${to}(?:Rp\\.? ?)?${thousands})?`)}`,
  `\\b(?:Rp|IDR)\\.? ?-?${clean(`\\d{1,8}(?:,\\d\\d?)?${unlessContinued}`)}`,
  `(?<![\\d)][ ).\\-/]{0,2})${clean(`${fewThousands}(?:[ ,;/-]{1,3}${fewThousands})*`)}`,
  // What is masked already, also with an address right behind it.
  '(?<!\\d)(?:\\+\\d\\d |\\d{4})?••••\\d\\d(?!\\d|•(?!•••(?![\\d•])))',
  // INV.2021.01.18.10735 of Ngorder, INV/20210118/MPL/1234567890 of a marketplace.
  clean(`\\bINV[./-]?${year}[./-]?\\d\\d[./-]?\\d\\d[./-](?:[A-Z]{1,5}[./-]){0,3}[1-9]\\d{0,9}`),
  // A parcel's number, unless it is a mobile number.
  '\\b(?:resi|awb|tracking)\\b[^\\p{L}\\p{N}]{0,3}(?:[A-Z]{2,6}-?)?(?!(?:0|62)8[1-35-9]\\d{7})\\d{8,16}(?!\\d)',
];
const reference =
  '(?:(?<!\\d)#|\\b(?:PO|ID|order|orderan|pesanan|invoice)\\b[ .:#-]{0,3})[1-9]\\d{0,8}(?!\\d)';

/** Years from one to another, unless a word for a phone says that they are a landline's number. */
const years = clean(`${year}(?:[-/]${year})+`);

const keptPattern = new RegExp(kept.map((pattern) => `(?:${pattern})`).join('|'), 'giu');
const referencePattern = new RegExp(reference, 'giu');
const yearsPattern = new RegExp(years, 'gu');

/** Dates, times, amounts, invoices, parcels' numbers, and what names an order, in a folded text. */
export function findKept(text: string): Kept[] {
  const found = (pattern: RegExp, isReference: boolean) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }) => ({
      from: index,
      to: index + match.length,
      isReference,
    }));
  const isOfYears = ({ from }: Span) =>
    !isLabelled(text.slice(Math.max(0, from - reach), from), '');
  return [
    ...found(keptPattern, false),
    ...found(yearsPattern, false).filter(isOfYears),
    ...found(referencePattern, true),
  ];
}
