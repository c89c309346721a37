import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { PassThrough, type Readable } from 'node:stream';
import got, { type Delays, RequestError, TimeoutError } from 'got';
import {
  ConnectionBroken,
  type NgorderError,
  NotConnected,
  TimedOut,
  TooLate,
  Unreadable,
} from '../errors.ts';

export interface HttpRequest {
  /** The client's function that asks, for errors and logs. */
  endpoint: string;
  method: 'GET' | 'POST' | 'DELETE';
  url: URL;
  headers: Record<string, string>;
  json?: Record<string, unknown>;
}

export interface RequestOptions {
  timeout: Delays;
  /** The least pace of the body; absent: only `timeout` limits it. */
  pace?: Pace;
  /** An open connection for this request alone; absent: a kept-alive one, or a new one. */
  connection?: OwnConnection;
  /** Take the body as it is sent, so that its length is the one announced. */
  verbatim?: boolean;
  signal?: AbortSignal | undefined;
}

export interface Pace {
  bytesPerSecond: number;
  /** Over how long that is measured. */
  overMs: number;
}

export interface OwnConnection {
  socket: Socket;
  /** Asked in the tick before the request is written; on false it isn't, and the request fails with TooLate. */
  mayLeave: () => boolean;
  /** By `performance.now()`: when the request's time is over. Later than that it isn't written either. */
  deadline: number;
}

/** An answer whose head has come. */
export interface HttpResponseStream {
  status: number;
  headers: IncomingHttpHeaders;
  /** Fails with an NgorderError when it breaks off, stalls or takes too long, with the signal's reason when aborted. */
  body: Readable;
}

/**
 * Sends one request, once: no retry, no redirect followed, whatever the method.
 * got's errors carry the request's headers, and so the token: none of them leaves this function.
 */
export function sendRequest(
  request: HttpRequest,
  options: RequestOptions,
): Promise<HttpResponseStream> {
  const { endpoint, method, url, headers, json } = request;
  const { timeout, signal } = options;
  const guarded = options.connection && guardedConnection(options.connection, endpoint);
  return new Promise((resolve, reject) => {
    const stream = got.stream(url, {
      method,
      headers,
      ...(json && { json }),
      timeout,
      ...(signal && { signal }),
      ...(guarded && { createConnection: guarded.createConnection }),
      decompress: options.verbatim !== true,
      retry: { limit: 0 },
      followRedirect: false,
      throwHttpErrors: false,
    });
    const body = new PassThrough();
    // A body can fail before anybody reads it; whoever reads it later still meets the failure.
    body.on('error', () => undefined);
    body.once('close', () => stream.destroy());
    stream.on('error', (error) => {
      const failure = signal?.aborted
        ? signal.reason
        : (guarded?.refusal() ?? failureOf(error, request, guarded?.isInUse()));
      options.connection?.socket.destroy();
      reject(failure);
      body.destroy(failure);
    });
    stream.once('response', ({ statusCode, headers }) => {
      resolve({ status: statusCode, headers, body });
      if (options.pace !== undefined) watchPace(stream, body, options.pace, endpoint);
    });
    stream.pipe(body);
  });
}

/**
 * A body's whole text. Throws what the body fails with, and Unreadable as soon as it is longer than `mostBytes`,
 * unpacked; no more of it than that is held in memory.
 */
export async function textOf(body: Readable, endpoint: string, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes) {
      throw new Unreadable({ endpoint, detail: `longer than ${Math.ceil(mostBytes / 1024)} KB` });
    }
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
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

/** Hands a connection to its request only if that may still leave; the request is written in the next tick. */
function guardedConnection({ socket, mayLeave, deadline }: OwnConnection, endpoint: string) {
  let isInUse = false;
  let refusal: unknown;
  return {
    createConnection(): Socket {
      try {
        if (!mayLeave()) throw new TooLate({ endpoint });
        // Asked last: this process can have stood still since the connection opened.
        if (performance.now() >= deadline) throw new NotConnected({ endpoint, detail: 'connect' });
      } catch (error) {
        refusal = error;
        throw error;
      }
      isInUse = true;
      return socket;
    },
    isInUse: () => isInUse,
    /** Why the request was not given its connection; undefined where it was. */
    refusal: () => refusal,
  };
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
