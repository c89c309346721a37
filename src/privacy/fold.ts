/** A piece of a text: from its first code unit to the one behind its last. */
export interface Span {
  from: number;
  to: number;
}

/** A text as a reader takes it, with the way back to where each of its characters was written. */
export interface Folded {
  text: string;
  /** Where in the original what stands between these two places begins and ends. */
  original(span: Span): Span;
}

/** What leaves no trace on a screen, and the marks that stand on other characters. */
const unseen = /^[\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]$/u;
const lineBreak = /^[\n\v\f\r\u0085\u2028\u2029]$/;
const blank = /^[\p{Z}\p{Cc}\u2800]$/u;
const decimal = /^\p{Nd}$/u;
/** Digits in circles that Unicode has no plain form for: each row counts from 1, the last two are zeros. */
const circledFromOne = [0x2776, 0x2780, 0x278a, 0x24f5];
const circledZeros = [0x24ff, 0x1f10c];

/**
 * Folds digits of every script and shape to ASCII, letters to their plain form, blanks and dashes to one each, and drops
 * what can't be seen: whoever writes `０８1\u200B2` has written `0812`.
 */
export function fold(text: string): Folded {
  if (/^[\n -~]*$/.test(text)) return { text, original: (span) => span };
  const writing = new Writing();
  let at = 0;
  for (const character of text) {
    writing.put(foldCharacter(character), { from: at, to: at + character.length });
    at += character.length;
  }
  return writing.done();
}

/** The same text with each match put differently; the way back stays that of the whole match. */
export function replaceIn(
  folded: Folded,
  pattern: RegExp,
  replace: (match: string) => string,
): Folded {
  const writing = new Writing();
  let at = 0;
  const keep = (to: number) => {
    for (; at < to; at += 1)
      writing.put(folded.text[at] ?? '', folded.original({ from: at, to: at + 1 }));
  };
  for (const { 0: match, index } of folded.text.matchAll(pattern)) {
    keep(index);
    at = index + match.length;
    writing.put(replace(match), folded.original({ from: index, to: at }));
  }
  if (at === 0) return folded;
  keep(folded.text.length);
  return writing.done();
}

class Writing {
  #text = '';
  readonly #spans: Span[] = [];

  put(piece: string, written: Span): void {
    for (let index = 0; index < piece.length; index += 1) this.#spans.push(written);
    this.#text += piece;
  }

  done(): Folded {
    const spans = this.#spans;
    return {
      text: this.#text,
      original: ({ from, to }) => ({ from: spans[from]?.from ?? 0, to: spans[to - 1]?.to ?? 0 }),
    };
  }
}

function foldCharacter(character: string): string {
  if (lineBreak.test(character)) return '\n';
  if (unseen.test(character)) return '';
  if (blank.test(character)) return ' ';
  if (decimal.test(character)) return String(decimalValue(character.codePointAt(0) ?? 0));
  if (/^\p{Pd}$/u.test(character)) return '-';
  return circled(character.codePointAt(0) ?? 0) ?? plainForm(character);
}

/** Unicode writes the ten digits of a script behind each other; some scripts stand behind each other too. */
function decimalValue(codePoint: number): number {
  let zero = codePoint;
  while (decimal.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (codePoint - zero) % 10;
}

function circled(codePoint: number): string | undefined {
  if (circledZeros.includes(codePoint)) return '0';
  const one = circledFromOne.find((first) => codePoint >= first && codePoint < first + 9);
  return one === undefined ? undefined : String(codePoint - one + 1);
}

/** What stands for a letter and for a sign that have no plain form of one code unit. */
const anyLetter = '\u01C0';
const anySign = '\u00A4';

function plainForm(character: string): string {
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '');
  if (plain.length === 1) return plain;
  const digit = /^\(?(\d)[.,)]?$/.exec(plain)?.[1];
  return digit ?? (/\p{L}/u.test(character) ? anyLetter : anySign);
}
