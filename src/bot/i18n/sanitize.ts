/** How much of one text from outside is shown in a message. */
const mostCharacters = 300;
/** How much of it is looked at: behind that it is only longer. */
const mostRead = 10_000;
/** How many lines of it are shown where it may have lines. */
const mostLines = 12;

const lineBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;
/** Blank on every screen, whatever Unicode calls it: spaces, tabs, an empty Braille cell, the fillers of Hangul. */
const blanks = /[\p{Z}\t\u2800\u3164\u115F\u1160\uFFA0]+/gu;
/** Joins what is around it to one emoji; everywhere else it is only invisible. */
const joiner =
  '(?<=\\p{Extended_Pictographic}[\\p{Emoji_Modifier}\\uFE0F]?)\\u200D(?=\\p{Extended_Pictographic})';
/**
 * Control characters, marks that turn the direction of what stands around them, and everything else that can't be seen
 * (Unicode categories Cc and Cf, Default_Ignorable_Code_Point without the variation selectors, which are marks).
 */
const invisible = new RegExp(
  `(?!${joiner})(?![\\uFE00-\\uFE0F\\n])[\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}]`,
  'gu',
);
/** No script stacks more marks on a letter than three; more of them run over the lines above and below. */
const flood = /(\p{M}{3})\p{M}+/gu;
/** Marks that stand on nothing would stand on what is before the text. */
const loose = /(?<=^|[\n ])\p{M}+/gu;

/** Left alone at a cut by what they join or lead to: zero-width joiners and spaces. */
const dangling = /[\u200D\s]+$/u;

/**
 * A text from outside made fit to stand in a line: no line breaks, no direction marks, nothing invisible, no piles of
 * marks, no halves of characters. Empty where nothing of it could be seen.
 */
export function oneLine(text: string): string {
  return harmless(text.slice(0, mostRead).replace(lineBreak, ' ')).trim();
}

/** The lines of a text from outside, each fit to stand in a message, at most twelve; empty ones are left out. */
export function linesOf(text: string): string[] {
  return harmless(text.slice(0, mostRead).replace(lineBreak, '\n'))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, mostLines);
}

/** At most so many characters of a text, the last of them an ellipsis where it was cut. */
export function cut(text: string, most = mostCharacters): string {
  if (text.length <= most) return text;
  const characters = Array.from(text.slice(0, most * 2));
  return characters.length > most || text.length > most * 2
    ? `${characters
        .slice(0, most - 1)
        .join('')
        .replace(dangling, '')}…`
    : text;
}

/** Letters, digits and signs of which nothing has to be taken away, as most texts are. */
const plain = /^(?:[!-~\u00A1-\u00AC\u00AE-\u024F–…]| (?! ))*$/;

function harmless(text: string): string {
  if (plain.test(text)) return text;
  return text
    .toWellFormed()
    .replace(blanks, ' ')
    .replace(invisible, '')
    .replace(loose, '')
    .replace(flood, '$1')
    .replace(/ {2,}/g, ' ');
}
