import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import { type Answer, json } from './answer.ts';
import type { Metrics } from './metrics.ts';
import { TookTooLong, within } from './readiness.ts';
import { createRefusalLog } from './refusal-log.ts';

export interface WebhookParts {
  /** The path of the address that Telegram was told. */
  path: string;
  /** What Telegram sends along, so that nobody else's requests are taken for its own. */
  secret: string;
  /** Resolves when the update is stored. */
  accept: (update: Update) => Promise<void>;
}

/** Telegram's updates have some kilobytes. */
const longestBody = 1024 * 1024;
/** Telegram is told to repeat when storing takes longer; an update that is stored after all is dropped as a repeat. */
const storeWithinMs = 800;

/**
 * Takes an update from Telegram: stores it, and only then acknowledges it. How long handling it takes plays no part.
 * Answers 401 without the right secret, 413 to a body over 1 MB, 400 to what is no update, and 503 when it can't be
 * stored, so that Telegram repeats it (Bot API, setWebhook: repeated unless the answer is a 2xx).
 */
export function receiveWebhook({ secret, accept }: WebhookParts, metrics: Metrics, log: Logger) {
  const refusals = createRefusalLog(log);
  const answer = (status: number, outcome: string, headers?: OutgoingHttpHeaders): Answer => {
    metrics.webhookRequest(outcome);
    if (status === 400 || status === 401 || status === 413) refusals.refused(outcome);
    return json(status === 200 ? { ok: true } : { ok: false, error: outcome }, status, headers);
  };
  return async (request: IncomingMessage): Promise<Answer> => {
    const given = request.headers['x-telegram-bot-api-secret-token'];
    if (!isSame(String(given ?? ''), secret)) return answer(401, 'wrong secret');
    let body: string | undefined;
    try {
      body = await readBody(request);
    } catch {
      return answer(400, 'broken off');
    }
    if (body === undefined) return answer(413, 'too large');
    const update = updateIn(body);
    if (update === undefined) return answer(400, 'no update');
    try {
      await within(storeWithinMs, accept(update));
    } catch (error) {
      if (error instanceof TookTooLong)
        log.warn({ update: update.update_id }, 'an update was not stored in time');
      else log.error({ err: error, update: update.update_id }, 'an update could not be stored');
      // Soon: Telegram's own pauses grow (tdlib WebhookActor.cpp, on_update_error).
      return answer(503, 'not stored', { 'retry-after': '1' });
    }
    return answer(200, 'stored');
  };
}

/** Undefined as soon as there is more than a body may have: nothing is kept of what still comes. */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  const read: Buffer[] = [];
  let bytes = 0;
  request.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes <= longestBody) read.push(part);
    else resolve(undefined);
  });
  request.once('end', () => resolve(Buffer.concat(read).toString()));
  request.once('error', reject);
  return promise;
}

/** Compares in a time that tells nothing about where the two differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(one), digest(other));
}

function updateIn(body: string): Update | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isUpdate(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Nothing more is asked of it: an update of a kind that this version doesn't know is one too. */
function isUpdate(value: unknown): value is Update {
  return (
    typeof value === 'object' &&
    value !== null &&
    'update_id' in value &&
    Number.isSafeInteger(value.update_id)
  );
}
