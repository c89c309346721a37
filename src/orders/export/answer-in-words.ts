import * as z from 'zod';
import { RequestRefused } from '../../ngorder/errors.ts';
import { ExportEmailed, ExportForeign } from './errors.ts';

const answerSchema = z.looseObject({ response: z.string().optional(), message: z.unknown() });

const LONGEST_WORDS = 300;
const MOST_NESTING = 4;
const MENTIONS_EMAIL = /e-?mail|surel/i;

/**
 * What it means that a download was answered with JSON instead of a file. Another download of the same
 * API, `GET /order/download`, says in this way that its file will be e-mailed (Ngorder reference).
 *
 * @param text the whole answer
 */
export function errorInWords(
  text: string,
  answer: { status: number; contentType?: string },
): ExportEmailed | ExportForeign | RequestRefused {
  const { response, words } = readAnswer(text);
  const apiMessage = words === '' ? {} : { apiMessage: words };
  if (response === 'failed') {
    return new RequestRefused({
      endpoint: 'downloadCanceled',
      status: answer.status,
      ...apiMessage,
    });
  }
  if (MENTIONS_EMAIL.test(words)) return new ExportEmailed(words);
  return new ExportForeign('words instead of a file', {
    contentType: answer.contentType,
    ...apiMessage,
  });
}

function readAnswer(text: string): { response?: string | undefined; words: string } {
  const json = parse(text);
  if (typeof json === 'string') return { words: sentence(json) };
  const answer = answerSchema.safeParse(json);
  if (!answer.success) return { words: '' };
  const { response, message } = answer.data;
  return { response: response?.trim().toLowerCase(), words: sentence(flatten(message)) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** `message` is a string, a list, or an object of field -> list of strings or numbers (Ngorder reference). */
function flatten(message: unknown, depth = 0): string {
  if (typeof message === 'string' || typeof message === 'number') return String(message);
  if (typeof message !== 'object' || message === null || depth === MOST_NESTING) return '';
  return Object.values(message)
    .map((part) => flatten(part, depth + 1))
    .filter((part) => part !== '')
    .join(', ');
}

function sentence(words: string): string {
  const characters = [...words.replace(/\s+/g, ' ').trim()];
  if (characters.length <= LONGEST_WORDS) return characters.join('');
  return `${characters.slice(0, LONGEST_WORDS - 1).join('')}…`;
}
