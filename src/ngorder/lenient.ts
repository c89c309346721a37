import { z } from 'zod';

/**
 * Fields as Ngorder's own samples show them: numbers come as numbers or strings, and null, '' or nothing at all
 * mean the same. What can't be made sense of counts as absent; only an identity must be there.
 */

const anything = z.unknown().optional();

/** Text; blank counts as absent, a number is taken as its digits. */
export const text = anything.transform((value) => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
});

/** A number, also as "109900", "-5" or "1.5". */
export const number = anything.transform(toNumber);

/** A whole number from 0 up. */
export const count = anything.transform((value) => wholeFrom(0, value));

/** A whole number from 1 up. */
export const ordinal = anything.transform((value) => wholeFrom(1, value));

/** A yes or no, also as 1, "1", "true" and their opposites. */
export const flag = anything.transform((value) => {
  const word = String(value).toLowerCase();
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : undefined;
});

/** What a thing is known by: a safe positive integer, which must be there. */
export const identity = z.unknown().transform((value, context) => {
  const id = wholeFrom(1, value);
  if (id !== undefined) return id;
  context.addIssue({ code: 'custom', message: 'missing or not a positive whole number' });
  return z.NEVER;
});

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same fields without those that are undefined. */
export function present<T extends object>(fields: T): Present<T> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Present<T>;
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^-?\d{1,15}(\.\d{1,9})?$/.test(value.trim())) return undefined;
  return Number(value);
}

function wholeFrom(least: number, value: unknown): number | undefined {
  const whole = toNumber(value);
  return whole !== undefined && Number.isSafeInteger(whole) && whole >= least ? whole : undefined;
}
