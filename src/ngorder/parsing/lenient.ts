import { z } from 'zod';
import { readAmount } from './amount.ts';
import { isNoMoment, isPlaceholder, isPlaceholderOrZero } from './placeholders.ts';

/**
 * Fields as Ngorder's own samples show them and as servers write them: numbers come as numbers or strings, and null,
 * '', nothing at all and placeholders mean the same. What can't be made sense of counts as absent; only an identity
 * must be there. By themselves for orders, of which there are many with many fields each, and below as fields of a schema.
 */

/** Text in which a zero means zero, such as a note; a number is taken as its digits. */
export function readText(value: unknown): string | undefined {
  return textUnless(isPlaceholder, value);
}

/** Text in which a zero stands for nothing, such as a name, a telephone number or an airway bill. */
export function readLabel(value: unknown): string | undefined {
  return textUnless(isPlaceholderOrZero, value);
}

/** A day or a moment as it was sent; seconds or milliseconds since 1970 become an ISO date. */
export function readMoment(value: unknown): string | undefined {
  const sent = textUnless(isNoMoment, value);
  const sinceEpoch = sent !== undefined && /^\d{10}(\d{3})?$/.test(sent) ? Number(sent) : undefined;
  if (sinceEpoch === undefined) return sent;
  return new Date(sent?.length === 10 ? sinceEpoch * 1000 : sinceEpoch).toISOString();
}

/** Rupiah; also as "Rp100.000" or "109900.00". */
export function readRupiah(value: unknown): number | undefined {
  return typeof value === 'string' ? readAmount(value) : readNumber(value);
}

/** A number, also as "109900", "-5", "1.5" or "1,5". */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^-?\d{1,15}([.,]\d{1,9})?$/.test(value.trim())) {
    return undefined;
  }
  return Number(value.replace(',', '.'));
}

/** A whole number from 1 up. */
export function readOrdinal(value: unknown): number | undefined {
  return wholeFrom(1, value);
}

const yes = new Set(['true', '1', 'yes', 'y', 'ya']);
const no = new Set(['false', '0', 'no', 'n', 'tidak']);

/** A yes or no, also as 1, "1", "true", "yes", "ya" and their opposites. */
export function readFlag(value: unknown): boolean | undefined {
  const word = String(value).trim().toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}

const anything = z.unknown().optional();
export const text = anything.transform(readText);
export const label = anything.transform(readLabel);
export const moment = anything.transform(readMoment);
export const amount = anything.transform(readRupiah);
export const ordinal = anything.transform(readOrdinal);
/** A whole number from 0 up. */
export const count = anything.transform((value) => wholeFrom(0, value));

/** What a thing is known by: a safe positive integer, which must be there. */
export const identity = z.unknown().transform((value, context) => {
  const id = wholeFrom(1, value);
  if (id !== undefined) return id;
  context.addIssue({ code: 'custom', message: 'missing or not a positive whole number' });
  return z.NEVER;
});

/** An object as JSON has it: no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list, also as an object with numbered keys, as PHP writes one with gaps; undefined for anything else. */
export function listIn(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key))
    ? Object.values(value)
    : undefined;
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same fields without those that are undefined. */
export function present<T extends object>(fields: T): Present<T> {
  // Orders have many fields, and a page many orders: without a list of all of them in between.
  const kept: Partial<T> = {};
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept as Partial<T> & Present<T>;
}

function textUnless(isNothing: (text: string) => boolean, value: unknown): string | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const sent = String(value).trim();
  return isNothing(sent) ? undefined : sent;
}

/** "10.000" is no whole number: it could be ten as well as ten thousand. */
function wholeFrom(least: number, value: unknown): number | undefined {
  if (typeof value === 'string' && !/^\d+(\.0{1,2})?$/.test(value.trim())) return undefined;
  const whole = readNumber(value);
  return whole !== undefined && Number.isSafeInteger(whole) && whole >= least ? whole : undefined;
}
