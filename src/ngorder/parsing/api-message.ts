const longest = 300;
const deepest = 4;
/** Where words stand, the reference's own place first. */
const places = ['message', 'error', 'errors', 'msg', 'error_message'];

/**
 * Ngorder's own words in an answer's body as one sentence of at most 300 characters; undefined when it gave none.
 * `message` is a string, a list of strings, or an object of field -> list of strings or numbers (samples of the Ngorder
 * reference); where there is none, `error` and its like count. Where the words echo the token, that is blotted out.
 */
export function apiMessage(body: unknown, token: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const fields: Record<string, unknown> = { ...body };
  const sentences = places.map((place) =>
    hasWords(fields[place])
      ? flatten(fields[place], 0).replaceAll(token, '…').replace(/\s+/g, ' ').trim()
      : '',
  );
  const sentence = sentences.find((words) => words !== '');
  return sentence && cut(sentence);
}

/** A number or a yes alone is a code, and says nothing to a person. */
function hasWords(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

function flatten(words: unknown, depth: number): string {
  if (typeof words === 'string') return words;
  if (typeof words === 'number' || typeof words === 'boolean') return String(words);
  if (typeof words !== 'object' || words === null || depth === deepest) return '';
  const parts = Array.isArray(words)
    ? words.map((word) => flatten(word, depth + 1))
    : Object.entries(words).map(([field, word]) => labelled(field, flatten(word, depth + 1)));
  return parts.filter((part) => part.trim() !== '').join(', ');
}

function labelled(field: string, words: string): string {
  return words.trim() === '' ? '' : `${field}: ${words}`;
}

function cut(sentence: string): string {
  const characters = [...sentence];
  return characters.length <= longest ? sentence : `${characters.slice(0, longest - 1).join('')}…`;
}
