/** Letters without case and accents, digits as ASCII, everything else a blank: `Siti Nurhaliza-Ÿ` is `siti nurhaliza y`. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words of a text, folded. */
export function wordsOf(text: string): string[] {
  return fold(text).split(' ').filter(Boolean);
}
