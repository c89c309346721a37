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
} from './errors.ts';

export interface Question {
  /** The client's function that asks, for errors and logs. */
  endpoint: string;
  method: 'GET' | 'POST' | 'DELETE';
  url: URL;
  headers: Record<string, string>;
  json?: Record<string, unknown>;
}

export interface Terms {
  timeout: Delays;
  /** The least that the body has to bring; absent: it may take all of `timeout`. */
  pace?: Pace;
  /** A connection that stands, for this request alone; absent: one of the shared ones, or a new one. */
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
  /** Asked at the last moment, in the tick before the request is written; false: it isn't, and TooLate comes out. */
  mayLeave: () => boolean;
}

/** An answer whose head has come. */
export interface Opened {
  status: number;
  headers: IncomingHttpHeaders;
  /** Fails with an NgorderError when it breaks off, stalls or takes too long, with the signal's reason when aborted. */
  body: Readable;
}

/**
 * Sends one request, once: no retry, no redirect followed, whatever the method.
 * got's errors carry the request's headers, and so the token: none of them leaves this function.
 */
export function exchange(question: Question, terms: Terms): Promise<Opened> {
  const { endpoint, method, url, headers, json } = question;
  const { timeout, signal } = terms;
  const departure = terms.connection && departureOn(terms.connection, endpoint);
  return new Promise((resolve, reject) => {
    const stream = got.stream(url, {
      method,
      headers,
      ...(json && { json }),
      timeout,
      ...(signal && { signal }),
      ...(departure && { createConnection: departure.connection }),
      decompress: terms.verbatim !== true,
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
        : (departure?.heldBack() ?? failureOf(error, question, departure?.hasLeft()));
      terms.connection?.socket.destroy();
      reject(failure);
      body.destroy(failure);
    });
    stream.once('response', ({ statusCode, headers }) => {
      resolve({ status: statusCode, headers, body });
      if (terms.pace !== undefined) watchPace(stream, body, terms.pace, endpoint);
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

/** The moment at which a request is given its own connection, after which it is written. */
function departureOn({ socket, mayLeave }: OwnConnection, endpoint: string) {
  let left = false;
  let reason: unknown;
  return {
    connection(): Socket {
      try {
        if (!mayLeave()) throw new TooLate({ endpoint });
      } catch (error) {
        reason = error;
        throw error;
      }
      left = true;
      return socket;
    },
    hasLeft: () => left,
    /** What kept the request from being written; undefined: nothing did. */
    heldBack: () => reason,
  };
}

/** `hasLeft`: whether anything can have been written, where that is known. */
function failureOf(
  error: Error,
  { endpoint, url }: Question,
  hasLeft: boolean | undefined,
): NgorderError {
  if (!(error instanceof RequestError)) return new ConnectionBroken({ endpoint });
  const facts = { endpoint, detail: error instanceof TimeoutError ? error.event : error.code };
  if (!(hasLeft ?? wasConnected(error, url))) return new NotConnected(facts);
  if (error instanceof TimeoutError) return new TimedOut(facts);
  return error.code.startsWith('HPE_') ? new Unreadable(facts) : new ConnectionBroken(facts);
}

/** Whether anything can have left: a request waits until its socket is connected and, where there is TLS, that stands. */
function wasConnected({ timings }: RequestError, url: URL): boolean {
  return (url.protocol === 'https:' ? timings?.secureConnect : timings?.connect) !== undefined;
}
