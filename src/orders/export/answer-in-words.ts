import * as z from 'zod';
import type { Download } from '../../ngorder/download.ts';
import { RequestRefused } from '../../ngorder/errors.ts';
import { ExportEmailed, ExportForeign } from './errors.ts';

const answerSchema = z.looseObject({ response: z.string() });

const mentionsEmail = /e-?mail|surel/i;

/**
 * What it means that a download was answered with JSON instead of a file. Another download of the same
 * API, `GET /order/download`, says in this way that its file will be e-mailed (Ngorder reference).
 *
 * @param text the whole answer
 */
export function errorInWords(
  text: string,
  { status, contentType, wordsIn }: Pick<Download, 'status' | 'contentType' | 'wordsIn'>,
): ExportEmailed | ExportForeign | RequestRefused {
  const json = parse(text);
  const words = wordsIn(json);
  const apiMessage = words === undefined ? {} : { apiMessage: words };
  const answer = answerSchema.safeParse(json);
  if (answer.data?.response.trim().toLowerCase() === 'failed')
    return new RequestRefused({ endpoint: 'downloadCanceled', status, ...apiMessage });
  if (words !== undefined && mentionsEmail.test(words)) return new ExportEmailed(words);
  return new ExportForeign('words instead of a file', { contentType, ...apiMessage });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
