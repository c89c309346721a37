import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Answer } from './answer.ts';

/** What is asked of Telegram: always a POST. */
export interface Request {
  headers: Record<string, string>;
  body: string | AsyncIterable<Uint8Array> | undefined;
  signal: AbortSignal | undefined;
}

/** Closed here before the other side does so, or a router forgets it, at the moment at which it is used again. */
const kept = { keepAlive: true, timeout: 4000 };
const ways = {
  http: { begin: http.request, agent: new http.Agent(kept), ready: 'connect' },
  https: { begin: https.request, agent: new https.Agent(kept), ready: 'secureConnect' },
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
export function request(address: string, { headers, body, signal }: Request): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { begin, agent, ready } = address.startsWith('https:') ? ways.https : ways.http;
  const asked = begin(address, { method: 'POST', headers, agent });
  const giveUp = () => asked.destroy(new DOMException('The call was given up', 'AbortError'));
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp, { once: true });
  const isConnected = watchConnecting(asked, ready);
  asked.once('response', (response) => {
    readToEnd(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject);
  });
  asked.on('error', (error) => {
    const wasLet = isConnected() || signal?.aborted;
    reject(wasLet ? error : new NotReached('Telegram was not reached', { cause: error }));
  });
  if (typeof body === 'string' || body === undefined) asked.end(body);
  else pipeline(Readable.from(body, { objectMode: false }), asked).catch(reject);
  return promise.finally(() => signal?.removeEventListener('abort', giveUp));
}

/** Gives up a connection that doesn't come about; what it returns says whether there is one. */
function watchConnecting(asked: ClientRequest, ready: string): () => boolean {
  let isConnected = false;
  asked.once('socket', (socket) => {
    isConnected = !socket.connecting;
    if (isConnected) return;
    const tooLong = setTimeout(
      () => asked.destroy(new Error('No connection came about in time')),
      connectMs,
    );
    socket.once(ready, () => {
      isConnected = true;
    });
    for (const end of [ready, 'close']) socket.once(end, () => clearTimeout(tooLong));
  });
  return () => isConnected;
}

function readToEnd(response: IncomingMessage): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const read: Buffer[] = [];
  response.on('data', (bytes: Buffer) => read.push(bytes));
  response.once('end', () => resolve(Buffer.concat(read).toString()));
  response.once('error', reject);
  return promise;
}
