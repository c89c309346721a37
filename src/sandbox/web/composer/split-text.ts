/** The longest text message (Bot API reference, sendMessage); Telegram's apps send a longer text as several. */
export const longestMessage = 4096;

/**
 * Splits a long text as Telegram's apps do: at the last line break that fits, else at the last space,
 * else in the middle of a word, though never inside a character.
 *
 * @returns texts of 1 to `longest` UTF-16 units, without space around them; none for an empty text
 */
export function splitText(text: string, longest = longestMessage): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const cut = cutOf(rest, longest);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

function cutOf(text: string, longest: number): number {
  // One more: a break just behind what fits is as good.
  const fitting = text.slice(0, longest + 1);
  for (const place of [fitting.lastIndexOf('\n'), fitting.search(/\s(?=\S*$)/u)])
    if (place > longest / 2) return place;
  return isLowSurrogate(text.charCodeAt(longest)) ? longest - 1 : longest;
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
