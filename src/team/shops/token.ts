import { NotAToken } from '../errors.ts';

/** No token is shorter: whatever is, is a slip. */
const leastCharacters = 8;
const mostCharacters = 4096;

/**
 * The token in what somebody pasted: without the spaces, line breaks and invisible marks that came along, and without the
 * word that stands before it in a header.
 * @throws {NotAToken}
 */
export function tokenIn(pasted: string): string {
  const token = pasted
    .replace(/^\s*(?:authorization\s*:)?\s*bearer\s+/i, '')
    .replace(/[\s\p{Cf}]+/gu, '')
    .replace(/^["'`“”]+|["'`“”]+$/g, '');
  if (token.length < leastCharacters || token.length > mostCharacters) throw new NotAToken();
  if (!/^[\x21-\x7e]+$/.test(token)) throw new NotAToken();
  return token;
}

/**
 * Whether a text that nobody asked for is most likely a token: one long word of letters and digits that is no address, no
 * order and no parcel's number.
 */
export function looksLikeToken(text: string): boolean {
  const word = text.trim();
  if (word.length < 24 || !/^[\w|.~+=-]+$/.test(word)) return false;
  return /[a-z]/i.test(word) && /\d/.test(word);
}
