/** Keeps secrets off the screen: somebody may look over one's shoulder, and pictures of it are sent around. */

const SECRET_NAME = /token|secret|authorization|password|api_?key/i;
/** A bot's token, wherever it stands in a text. */
const BOT_TOKEN = /\b\d{6,}:[\w-]{20,}/g;
const HIDDEN = '***';

/** JSON for people, with every token replaced by stars. */
export function shownJson(value: unknown): string {
  const hide = (name: string, part: unknown): unknown => {
    if (typeof part === 'string' && SECRET_NAME.test(name)) return HIDDEN;
    return typeof part === 'string' ? part.replaceAll(BOT_TOKEN, HIDDEN) : part;
  };
  return JSON.stringify(value, hide, 2) ?? '';
}
