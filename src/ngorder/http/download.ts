import type { Readable } from 'node:stream';
import { apiMessage } from '../parsing/api-message.ts';
import type { HttpResponseStream } from './send-request.ts';

/** An answer to a download that has begun. Its connection is held until `body` has ended or is destroyed. */
export interface Download {
  /** 2xx; or 404 or 410, by which Ngorder can say that there is nothing to download. */
  status: number;
  contentType?: string;
  contentLength?: number;
  /** Fails with an NgorderError when it breaks off or stalls, with the signal's reason when aborted. */
  body: Readable;
  /** Ngorder's own words in what came, where that is JSON: at most 300 characters, without the token. */
  wordsIn(json: unknown): string | undefined;
}

export function downloadOf({ status, headers, body }: HttpResponseStream, token: string): Download {
  const contentType = headers['content-type'];
  const contentLength = headers['content-length'];
  return {
    status,
    body,
    wordsIn: (json) => apiMessage(typeof json === 'string' ? { message: json } : json, token),
    ...(contentType !== undefined && { contentType }),
    ...(contentLength !== undefined && { contentLength: Number(contentLength) }),
  };
}
