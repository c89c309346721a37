import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { CallInput } from '../http/arguments.ts';
import { parseCall, readBody } from '../http/request.ts';
import type { Update } from '../types.ts';

export interface WebhookAddress {
  url: URL;
  /** '' for none. */
  secret: string;
}

export type Delivery =
  | { ok: true; reply?: CallInput }
  | { ok: false; error: string; retryAfter: number };

/** td HttpOutboundConnection, idle timeout. */
const defaultTimeoutMs = 60_000;

/** Sends one update to a webhook (tdlib WebhookActor.cpp, send_update and handle). Never throws. */
export async function postUpdate(
  { url, secret }: WebhookAddress,
  update: Update,
  stopped: AbortSignal,
): Promise<Delivery> {
  try {
    const answer = await post(url, secret, JSON.stringify(update), stopped);
    const body = await readBody(answer);
    const { statusCode = 0, statusMessage = '', headers } = answer;
    if (statusCode < 200 || statusCode > 299) {
      const error = `Wrong response from the webhook: ${statusCode} ${statusMessage}`;
      return {
        ok: false,
        error,
        retryAfter: Number.parseInt(headers['retry-after'] ?? '', 10) || 0,
      };
    }
    const reply = readReply(body, headers['content-type'] ?? '');
    return { ok: true, ...(reply && { reply }) };
  } catch (error) {
    return { ok: false, error: wordsFor(error), retryAfter: 0 };
  }
}

function post(
  url: URL,
  secret: string,
  body: string,
  stopped: AbortSignal,
): Promise<IncomingMessage> {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(secret && { 'x-telegram-bot-api-secret-token': secret }),
  };
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(defaultTimeoutMs)]);
  const request = url.protocol === 'http:' ? requestPlain : requestSecure;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, signal }, resolve);
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Methods that can't be called from a webhook's response, since nobody would get their result. */
const refusedAsReply = /^(?:deletewebhook|setwebhook|close|logout|get.*)$/i;

/** The call in a webhook's response; anything else in it is ignored. */
function readReply(body: Buffer, type: string): CallInput | undefined {
  try {
    const input = parseCall(body, type, new Map());
    const method = input.params.get('method');
    return typeof method === 'string' && method && !refusedAsReply.test(method) ? input : undefined;
  } catch {
    return undefined;
  }
}

const errorWords: Record<string, string> = {
  ABORT_ERR: 'Read timeout expired',
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EHOSTUNREACH: 'No route to host',
  ENOTFOUND: 'Failed to resolve host: Name or service not known',
  ETIMEDOUT: 'Connection timed out',
};

function wordsFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message === 'socket hang up') return 'Connection closed';
  const code = 'code' in error ? String(error.code) : '';
  return errorWords[code] ?? error.message;
}
