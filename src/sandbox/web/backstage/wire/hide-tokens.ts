/** Keeps secrets off the screen, which others may see or get screenshots of. */

const secretName = /token|secret|authorization|password|api_?key/i;
/** A bot's token anywhere in a text. */
const botToken = /\b\d{6,}:[\w-]{20,}/g;
const hiddenMark = '***';

/** JSON for people, with every token replaced by stars. */
export function shownJson(value: unknown): string {
  const hide = (name: string, part: unknown): unknown => {
    if (typeof part === 'string' && secretName.test(name)) return hiddenMark;
    return typeof part === 'string' ? part.replaceAll(botToken, hiddenMark) : part;
  };
  return JSON.stringify(value, hide, 2) ?? '';
}
