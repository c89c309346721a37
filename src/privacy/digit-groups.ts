import type { Span } from './fold.ts';
import { findKept, type Kept } from './kept.ts';
import { beginsLandline, isLabelled, reach } from './phone-context.ts';

/** Digits without anything between them, in a folded text. */
export interface Group extends Span {
  digits: string;
  /** What stands between it and the group before; undefined: the two can't be parts of one number. */
  gap: string | undefined;
  /** A plus stands before it. */
  isInternational: boolean;
  /** A word such as "HP" stands before it, or behind the number that it begins. */
  isLabelled: boolean;
  /** It begins a landline's number as people write it without an area code: `555-1234`. */
  isLandline: boolean;
  /** The letters of a courier stand before it, and it is as long as their numbers are in one piece. */
  isParcel: boolean;
  /** It names an order. */
  isReference: boolean;
}

/** J&T, Shopee Express, ID Express, Ninja, Lion Parcel, Wahana, SAP, AnterAja, RPX and marketplaces. */
const courier =
  /(?<![\p{L}\p{N}])(?:J[BDNOPSTXZ]|JN[ET]|SPX(?:ID)?|IDE?|NV[A-Z]{0,6}|L[PX]|\d\dLP|AGM|CM|TJR?|TKP|BLI|SAP|ANT|RPX|TLJX)-?$/u;

/** The groups that could be parts of one number, run by run; what is kept parts them. */
export function groupRuns(text: string): Group[][] {
  const kept = findKept(text);
  const runs: Group[][] = [];
  for (const { 0: digits, index: from } of text.matchAll(/\d+/g)) {
    const to = from + digits.length;
    const holder = kept.find((span) => span.from <= from && to <= span.to);
    const run = runs.at(-1);
    const gap = run?.length ? gapBetween(text, run.at(-1) as Group, from) : undefined;
    if (gap === undefined) runs.push([]);
    if (holder !== undefined && !holder.isReference) runs.push([]);
    else runs.at(-1)?.push({ digits, from, to, gap, ...surroundings(text, from, to, holder) });
  }
  return runs;
}

function surroundings(text: string, from: number, to: number, holder: Kept | undefined) {
  const before = text.slice(Math.max(0, from - reach), from);
  const ahead = text.slice(from, from + reach);
  return {
    isInternational: /\+ ?\(?$/.test(before),
    isLabelled: isLabelled(before, ahead),
    isLandline: beginsLandline(before, ahead),
    isParcel: to - from >= 8 && courier.test(before),
    isReference: holder !== undefined,
  };
}

/** Up to five signs, none of them a letter. */
function gapBetween(text: string, before: Group, from: number): string | undefined {
  const gap = text.slice(before.to, from).replace(/[^\S\n]+/g, ' ');
  return /^[^\p{L}\p{N}]{1,5}$/u.test(gap) ? gap : undefined;
}
