import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { urlToHttpOptions } from 'node:url';
import type { ApiClientOptions } from 'grammy';

type Fetch = NonNullable<ApiClientOptions['fetch']>;

/** What grammY asks of its fetch: always a POST, of JSON or of a form with files. */
interface PostRequest {
  headers: Record<string, string>;
  body: string | Readable;
  signal?: Pick<AbortSignal, 'aborted' | 'addEventListener' | 'removeEventListener'>;
}

/** Idle sockets are closed after 4 s, before the peer or a NAT drops them mid-request. */
const keptAlive = { keepAlive: true, timeout: 4000 };
const protocols = {
  http: { begin: http.request, agent: new http.Agent(keptAlive), ready: 'connect' },
  https: { begin: https.request, agent: new https.Agent(keptAlive), ready: 'secureConnect' },
};

const connectMs = 10_000;

/** There was no connection, so that nothing can have arrived. grammY wraps it in an `HttpError`. */
export class NotReached extends Error {
  override readonly name = 'NotReached';
}

/**
 * grammY's `fetch`, as far as it uses it. Other than its own it keeps connections open between calls, gives up after
 * 10 s where none comes about, and tells a request that never left from one that may have arrived.
 * @throws {NotReached}, whatever else breaks the connection, and an AbortError when the signal ends it
 */
export const fetchTelegram = post as unknown as Fetch;

async function post(
  url: string,
  { headers, body, signal }: PostRequest,
): Promise<{ json: () => Promise<unknown> }> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const address = addressOf(url);
  const { begin, agent, ready } = address.protocol === 'https:' ? protocols.https : protocols.http;
  const request = begin({ ...address, method: 'POST', headers, agent });
  const giveUp = () => request.destroy(new DOMException('The call was given up', 'AbortError'));
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp);
  const isConnected = watchConnecting(request, ready);
  request.once('response', (response) => {
    readToEnd(response).then(resolve, reject);
  });
  request.on('error', (error) => {
    const mayHaveLeft = isConnected() || signal?.aborted;
    reject(mayHaveLeft ? error : new NotReached('Telegram was not reached', { cause: error }));
  });
  if (typeof body === 'string') request.end(body);
  else pipeline(body, request).catch(reject);
  try {
    const text = await promise;
    return { json: async () => JSON.parse(text) };
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

/** By their URLs, of which a bot has one for each method: taking one apart takes a tenth of a call. */
const addresses = new Map<string, http.RequestOptions>();
const mostAddresses = 1000;

function addressOf(url: string): http.RequestOptions {
  const known = addresses.get(url);
  if (known !== undefined) return known;
  const address = urlToHttpOptions(new URL(url));
  if (addresses.size >= mostAddresses) addresses.clear();
  addresses.set(url, address);
  return address;
}

/** Gives up a connection that doesn't come about; the function it returns says whether there is one. */
function watchConnecting(request: ClientRequest, ready: string): () => boolean {
  let isConnected = false;
  request.once('socket', (socket) => {
    isConnected = !socket.connecting;
    if (isConnected) return;
    const tooLong = setTimeout(
      () => request.destroy(new Error('No connection came about in time')),
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
