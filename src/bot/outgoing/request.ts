import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Answer } from './answer.ts';

/** What is asked of Telegram: always a POST. */
export interface Request {
  headers: Record<string, string>;
  body: string | AsyncIterable<Uint8Array> | undefined;
  signal: AbortSignal | undefined;
}

const ways = {
  http: { request: http.request, agent: new http.Agent({ keepAlive: true }) },
  https: { request: https.request, agent: new https.Agent({ keepAlive: true }) },
};

const connectMs = 10_000;

/** No connection came about, so that nothing can have arrived. */
export class NotReached extends Error {
  override readonly name = 'NotReached';
}

/**
 * Makes one request, over a connection that stays open for the next, and reads its answer to the end.
 * @throws {NotReached}, whatever else breaks the connection, and an AbortError when the signal ends it
 */
export async function request(
  address: string,
  { headers, body, signal }: Request,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const { request: begin, agent } = address.startsWith('https:') ? ways.https : ways.http;
  const asked = begin(address, { method: 'POST', headers, agent, ...(signal && { signal }) });
  let isConnected = false;
  asked.once('socket', (socket) => {
    isConnected = !socket.connecting;
    if (isConnected) return;
    const tooLong = setTimeout(
      () => asked.destroy(new Error('No connection came about in time')),
      connectMs,
    );
    socket.once('connect', () => {
      isConnected = true;
    });
    for (const end of ['connect', 'close']) socket.once(end, () => clearTimeout(tooLong));
  });
  asked.once('response', resolve);
  asked.on('error', (error) => {
    const wasLet = isConnected || signal?.aborted;
    reject(wasLet ? error : new NotReached('Telegram was not reached', { cause: error }));
  });
  if (typeof body === 'string' || body === undefined) asked.end(body);
  else pipeline(Readable.from(body, { objectMode: false }), asked).catch(reject);
  const response = await promise;
  return { status: response.statusCode ?? 0, text: await text(response) };
}
