/** Excel specifications and limits: the most characters in a cell, in UTF-16 units. */
export const mostCharacters = 32_767;

/** XML 1.0, 2.2 Char: what no document may hold, but for the ends of lines. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
const unwritable = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/**
 * The text that a cell shows: without control characters, with one kind of line end, whole characters only, and cut with
 * "…" where it is longer than a cell can be.
 */
export function cellText(value: string): string {
  const text = value.replace(/\r\n?/g, '\n').replace(unwritable, '').toWellFormed();
  if (text.length <= mostCharacters) return text;
  return `${text.slice(0, mostCharacters - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A cell's text as XML. Excel reads `_x0041_` as a character (ECMA-376 part 1, 22.9.2.19 ST_Xstring), so what looks like
 * that is written in a way that it reads as it stands.
 */
export function xmlText(text: string): string {
  return escapeXml(text).replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
}

export function escapeXml(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (found) => entities[found] ?? found) : text;
}
