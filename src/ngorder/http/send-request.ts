import type { IncomingHttpHeaders } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import got, {
  type Delays,
  type Got,
  type PlainResponse,
  type Request,
  RequestError,
  TimeoutError,
} from 'got';
import { ConnectionBroken, NgorderError, NotConnected, TimedOut, Unreadable } from '../errors.ts';
import { guardedConnection, type OwnConnection } from './own-connection.ts';

export interface HttpRequest {
  /** The client's function that asks, for errors and logs. */
  endpoint: string;
  method: 'GET' | 'POST' | 'DELETE';
  url: URL;
  json?: Record<string, unknown>;
}

/** How requests go out that have headers and time limits in common: got puts its options together once for all of them. */
export type HttpClient = Got;

export interface RequestOptions {
  /** Instead of the client's. */
  timeout?: Delays;
  /** An open connection for this request alone; absent: a kept-alive one, or a new one. */
  connection?: OwnConnection;
  signal?: AbortSignal | undefined;
}

export interface StreamOptions extends RequestOptions {
  /** The least pace of the body. */
  pace: Pace;
}

export interface Pace {
  bytesPerSecond: number;
  /** Over how long that is measured. */
  overMs: number;
}

/** A whole answer. */
export interface WholeAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** An answer whose head has come. */
export interface HttpResponseStream {
  status: number;
  headers: IncomingHttpHeaders;
  /** Fails with an NgorderError when it breaks off, stalls or takes too long, with the signal's reason when aborted. */
  body: Readable;
}

/** @param verbatim take bodies as they are sent, so that their length is the one announced */
export function createHttpClient(
  headers: Record<string, string>,
  timeout: Delays,
  { verbatim = false } = {},
): HttpClient {
  return got.extend({
    headers,
    timeout,
    decompress: !verbatim,
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
  });
}

/**
 * Sends one request, once, and reads the whole answer: no retry, no redirect followed, whatever the method. The text is
 * empty where the status tells of a failure and the body breaks off.
 * @throws {NgorderError} Unreadable as soon as the text is longer than `mostBytes`, unpacked; the signal's reason
 */
export function exchange(
  client: HttpClient,
  request: HttpRequest,
  options: RequestOptions,
  mostBytes: number,
): Promise<WholeAnswer> {
  return new Promise((resolve, reject) => {
    let head: { statusCode: number; headers: IncomingHttpHeaders } | undefined;
    const chunks: Buffer[] = [];
    let length = 0;
    const fail = (failure: unknown): void => {
      // A status that tells of a failure tells enough, even where its body breaks off.
      if (head !== undefined && head.statusCode >= 300 && failure instanceof NgorderError)
        resolve({ status: head.statusCode, headers: head.headers, text: '' });
      else reject(failure);
    };
    const stream = send(client, request, options, fail);
    stream.once('response', (response: PlainResponse) => {
      head = response;
    });
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= mostBytes) return;
      fail(tooLong(request.endpoint, mostBytes));
      stream.destroy();
    });
    stream.once('end', () => {
      if (head === undefined) return;
      const text = new TextDecoder().decode(Buffer.concat(chunks));
      resolve({ status: head.statusCode, headers: head.headers, text });
    });
  });
}

/** As {@link exchange}, until the head of the answer has come. */
export function sendRequest(
  client: HttpClient,
  request: HttpRequest,
  options: StreamOptions,
): Promise<HttpResponseStream> {
  return new Promise((resolve, reject) => {
    const body = new PassThrough();
    // A body can fail before anybody reads it; whoever reads it later still meets the failure.
    body.on('error', () => undefined);
    const stream = send(client, request, options, (failure) => {
      reject(failure);
      body.destroy(failure);
    });
    body.once('close', () => stream.destroy());
    stream.once('response', ({ statusCode, headers }: PlainResponse) => {
      resolve({ status: statusCode, headers, body });
      watchPace(stream, body, options.pace, request.endpoint);
    });
    stream.pipe(body);
  });
}

/** Sends a request. got's errors carry its headers, and so the token: only what they mean is told to `fail`. */
function send(
  client: HttpClient,
  request: HttpRequest,
  { timeout, connection, signal }: RequestOptions,
  fail: (failure: Error) => void,
): Request {
  const { endpoint, method, url, json } = request;
  const guarded = connection && guardedConnection(connection, endpoint);
  const stream = client.stream(url, {
    method,
    ...(json && { json }),
    ...(timeout && { timeout }),
    ...(guarded && { createConnection: guarded.createConnection }),
  });
  const giveUp = () => stream.destroy(new GivenUp());
  stream.on('error', (error) => {
    connection?.socket.destroy();
    fail(
      signal?.aborted
        ? signal.reason
        : (guarded?.refusal() ?? failureOf(error, request, guarded?.isInUse())),
    );
  });
  stream.once('end', () => signal?.removeEventListener('abort', giveUp));
  stream.once('error', () => signal?.removeEventListener('abort', giveUp));
  if (signal?.aborted) giveUp();
  else signal?.addEventListener('abort', giveUp);
  return stream;
}

/** Nobody wants the answer any more. */
class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

/**
 * A body's whole text. Throws what the body fails with, and Unreadable as soon as it is longer than `mostBytes`; no more of
 * it than that is held in memory.
 */
export async function textOf(body: Readable, endpoint: string, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes) throw tooLong(endpoint, mostBytes);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function tooLong(endpoint: string, mostBytes: number): Unreadable {
  return new Unreadable({ endpoint, detail: `longer than ${Math.ceil(mostBytes / 1024)} KB` });
}

function watchPace(stream: Readable, body: Readable, pace: Pace, endpoint: string): void {
  const { bytesPerSecond, overMs } = pace;
  let bytes = 0;
  const timer = setInterval(() => {
    if (bytes < (bytesPerSecond * overMs) / 1000) {
      body.destroy(new TimedOut({ endpoint, detail: 'stalled' }));
    }
    bytes = 0;
  }, overMs);
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  body.once('close', () => clearInterval(timer));
}

/** `mayHaveLeft`: whether anything can have been written, where that is known. */
function failureOf(
  error: Error,
  { endpoint, url }: HttpRequest,
  mayHaveLeft: boolean | undefined,
): NgorderError {
  if (!(error instanceof RequestError)) return new ConnectionBroken({ endpoint });
  const facts = { endpoint, detail: error instanceof TimeoutError ? error.event : error.code };
  if (!(mayHaveLeft ?? wasConnected(error, url))) return new NotConnected(facts);
  if (error instanceof TimeoutError) return new TimedOut(facts);
  return error.code.startsWith('HPE_') ? new Unreadable(facts) : new ConnectionBroken(facts);
}

/** A request is written only once its socket is connected and, over https, the TLS handshake is done. */
function wasConnected({ timings }: RequestError, url: URL): boolean {
  return (url.protocol === 'https:' ? timings?.secureConnect : timings?.connect) !== undefined;
}
