/** What servers write where there is nothing: words of programs, of English and of Indonesian, and dashes. */
const words = new Set([
  'null',
  '(null)',
  'nil',
  'undefined',
  'nan',
  'none',
  'n/a',
  'na',
  'empty',
  'kosong',
  'belum ada',
  'tidak ada',
]);
const noDates = /^(0000-00-00|0001-01-01|-0001-11-30|1970-01-01)(?!\d)/;

/** Whether a text stands for nothing: it is blank, such a word, or dashes and dots alone. */
export function isPlaceholder(text: string): boolean {
  const word = text.trim().toLowerCase();
  return words.has(word) || /^[\s\-–—_./]*$/.test(word);
}

/** As above, where zero stands for nothing too, as in an airway bill or a telephone number; not in a note. */
export function isPlaceholderOrZero(text: string): boolean {
  return isPlaceholder(text) || /^[+0\s.,:-]*$/.test(text);
}

/** As above, for a moment: the zero dates of databases, and the first day that computers count from. */
export function isNoMoment(text: string): boolean {
  return isPlaceholderOrZero(text) || noDates.test(text.trim());
}
