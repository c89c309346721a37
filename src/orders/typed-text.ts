/** Reads text as people type, paste and dictate it: parsers are given one kind of digit, blank and dash. */

/** A message to people has more in it than what is meant. */
const politeWords =
  /(?<![\p{L}\p{N}])(?:ya+|yah?|kak|kakak|min|gan|sis|bang|mas|mbak|bu|pak|dong|deh|tolong|mohon|please|pls|plz|thx|thanks|makasih)(?![\p{L}\p{N}])/giu;

/**
 * The same words with ASCII digits, simple blanks and `-` for every dash, without what nobody sees: zero-width and
 * direction marks, full-width forms, digits of other scripts. What only looks like a digit, such as `²`, stays.
 */
export function plainText(typed: string): string {
  return (
    typed
      .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
      // A keycap, as in 1️⃣, is a digit with a frame around it.
      .replace(/(?<=\d)\u20e3/g, '')
      .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
      .replace(/\p{Nd}/gu, asciiDigit)
      .replace(/(?<=\d)٫(?=\d)/g, '.')
      .replace(/(?<=\d)٬(?=\d)/g, ',')
      .replace(/[\p{Pd}\u2212]/gu, '-')
      .replace(/[\s\u2800]+/gu, ' ')
      .trim()
  );
}

/** Plain text without quotation marks, brackets, Telegram's markup, emoji and words of courtesy around what is meant. */
export function withoutTrimmings(plain: string): string {
  return plain
    .replace(/["'`´“”„‘’‚«»‹›()[\]{}<>*_|]/gu, ' ')
    .replace(/[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/gu, ' ')
    .replace(politeWords, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/[ .,;:!?…。]+$/u, '')
    .trim();
}

/** Unicode keeps the ten digits of a script together, from 0 on. */
function asciiDigit(digit: string): string {
  const same = digit.normalize('NFKC');
  if (/^\d$/.test(same)) return same;
  const point = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value += 1;
  return String(value);
}
