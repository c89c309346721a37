import { type Folded, fold, type Span } from './fold.ts';

const anyOf = (...patterns: string[]) => `(?:${patterns.join('|')})`;
const bracketed = (words: string) => `[([{<] ?(?:${words}) ?[)\\]}>]`;

/** RFC 5322, atext, without what parts texts: `#1338`, a path. */
const anyName = "[\\p{L}\\p{N}._%+'!$&*=?^`{|}~-]{1,64}";
const name = "[\\p{L}\\p{N}][\\p{L}\\p{N}._%+'-]{0,63}";
const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62}[\\p{L}\\p{N}])?';
/** A price stands behind the sign as well: `2@50rb.kirim`, `3 @ 15.000. Co besok`. */
const noPrice = '(?!(?:rp ?)?\\d+(?:rb|ribu|k|jt|juta)?(?![\\p{L}\\p{N}-])(?<!@(?:163|126)))';
const at = anyOf('@', bracketed('at|et|@'));
const dot = anyOf(' ?\\. ?', ' ?, ?(?=co)', ` ?${bracketed('dot|titik|\\.')} ?`, ' (?:dot|titik) ');
const commonEnd = '(?:com|net|org|id|co|io|me|info|biz|my|sg|xyz)(?![\\p{L}\\p{N}])';
const provider =
  'g[ -]?mail|googlemail|y[am]*ahoo|ymail|rocketmail|hotmail|outlook|live|icloud|proton(?:mail)?';
const ofProvider = `(?:${provider})(?:(?:${dot}|(?<=mail|yahoo|look) )co(?:m|${dot}id)?)?(?![\\p{L}\\p{N}])`;

const written = new RegExp(
  anyOf(
    // As it is sent.
    `${anyName}@${noPrice}(?:${label}\\.)+\\p{L}{2,24}(?![\\p{L}\\p{N}])`,
    // With blanks in it, or with words for its signs.
    `${name} {0,2}${at} {0,2}${noPrice}(?:${label}${dot}){1,4}${commonEnd}`,
    `${name}(?: {0,2}${at} {0,2}| at | et )${ofProvider}`,
    // Without a sign for "at".
    `(?<=(?<!\\p{L})(?:e-?mail|surel)[ .:=-]{1,3})${name} ${ofProvider}`,
  ),
  'giu',
);
const mayHoldEmail = /[@＠﹫]|\b(?:at|et|mail|surel)\b|mail/iu;

/** Every e-mail address in a text, also one that somebody has written in words or with blanks. */
export function findEmails(text: string): Span[] {
  if (!mayHoldEmail.test(text)) return [];
  const folded: Folded = fold(text);
  return [...folded.text.matchAll(written)].map(({ 0: match, index }) =>
    folded.original({ from: index, to: index + match.length }),
  );
}
