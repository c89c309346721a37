import { RequestRefused } from '../../../ngorder/errors.ts';
import type { Download } from '../../../ngorder/http/download.ts';
import { verdictOf } from '../../../ngorder/parsing/verdict.ts';
import { ExportEmailed, ExportForeign } from '../errors.ts';

const mentionsEmail = /e-?mail|surel/i;

/** No answer in words is longer, in characters. */
const LONGEST = 4096;

/**
 * What it means that a download was answered with JSON, or plain words, instead of a file. Another download of the
 * same API, `GET /order/download`, says in this way that its file will be e-mailed (Ngorder reference).
 *
 * @param text the whole answer, or its beginning
 */
export function errorInWords(
  text: string,
  { status, contentType, wordsIn }: Pick<Download, 'status' | 'contentType' | 'wordsIn'>,
): ExportEmailed | ExportForeign | RequestRefused {
  const answer = text.length > LONGEST ? undefined : answerIn(text);
  const words = wordsIn(answer);
  const apiMessage = words === undefined ? {} : { apiMessage: words };
  if (verdictOf(answer) === 'failure')
    return new RequestRefused({ endpoint: 'downloadCanceled', status, ...apiMessage });
  if (words !== undefined && mentionsEmail.test(words)) return new ExportEmailed(words);
  return new ExportForeign('words instead of a file', { contentType, ...apiMessage });
}

/** The JSON in it, or the words themselves; undefined for JSON that broke off. */
function answerIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return /^\s*[[{"]/.test(text) ? undefined : text;
  }
}
