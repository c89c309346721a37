import http, {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import {
  ConnectionBroken,
  type NgorderError,
  NotConnected,
  TimedOut,
  Unreadable,
} from '../errors.ts';
import type { HttpRequest } from './send-request.ts';

export interface ReadOptions {
  /** For each of look-up, TCP and TLS. */
  connectMs: number;
  /** For all of it, to the last byte. */
  requestMs: number;
  /** The longest text that can be the answer, in bytes, unpacked. */
  mostBytes: number;
  signal?: AbortSignal | undefined;
}

/** A whole answer. */
export interface WholeAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

const decoder = new TextDecoder();

/**
 * Reads what a GET is answered with, over a connection that is kept: most requests are such, and what takes care of all
 * others takes longer for one than everything else that a press needs. No retry, no redirect followed.
 * The text is empty where the status tells of a failure and the body breaks off.
 * @throws {NgorderError}; the signal's reason when it is aborted
 */
export function readText(
  { endpoint, url, headers }: Pick<HttpRequest, 'endpoint' | 'url' | 'headers'>,
  { connectMs, requestMs, mostBytes, signal }: ReadOptions,
): Promise<WholeAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<WholeAnswer>();
  if (signal?.aborted) return Promise.reject(signal.reason);
  const isSecure = url.protocol === 'https:';
  const sent = (isSecure ? https : http).request(url, {
    method: 'GET',
    headers: { ...headers, 'accept-encoding': 'gzip, br' },
  });
  let answer: IncomingMessage | undefined;

  const fail = (error: NgorderError): void => {
    const status = answer?.statusCode ?? 0;
    // A status that tells of a failure tells enough.
    if (answer !== undefined && status >= 300)
      resolve({ status, headers: answer.headers, text: '' });
    else reject(error);
    sent.destroy();
  };
  const giveUp = (): void => {
    reject(signal?.reason);
    sent.destroy();
  };
  const connecting = watchConnecting(sent, url, connectMs, (stage) =>
    fail(new NotConnected({ endpoint, detail: stage })),
  );
  // What has come while this process stood still is looked at before anything is called late.
  const timer = setTimeout(() => setImmediate(tooLate), requestMs);
  const tooLate = (): void => {
    const facts = { endpoint, detail: 'request' };
    fail(connecting.isOver() ? new TimedOut(facts) : new NotConnected(facts));
  };
  const broken = (error: NodeJS.ErrnoException): void => {
    const facts = { endpoint, ...(error.code !== undefined && { detail: error.code }) };
    if (!connecting.isOver()) fail(new NotConnected(facts));
    else if (error.code?.startsWith('HPE_')) fail(new Unreadable(facts));
    else fail(new ConnectionBroken(facts));
  };

  signal?.addEventListener('abort', giveUp, { once: true });
  // Stays on for good: what was given up still reports its end.
  sent.on('error', broken);
  sent.once('response', (response) => {
    answer = response;
    const body = unpacked(response);
    const chunks: Buffer[] = [];
    let length = 0;
    body.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= mostBytes) return;
      const detail = `longer than ${Math.ceil(mostBytes / 1024)} KB`;
      fail(new Unreadable({ endpoint, detail }));
    });
    for (const part of new Set([response, body])) part.on('error', broken);
    body.once('end', () => {
      const { statusCode: status = 0, headers: sentBack } = response;
      resolve({ status, headers: sentBack, text: decoder.decode(Buffer.concat(chunks)) });
    });
  });
  sent.end();
  return promise.finally(() => {
    clearTimeout(timer);
    connecting.stop();
    signal?.removeEventListener('abort', giveUp);
  });
}

function unpacked(response: IncomingMessage): Readable {
  switch (response.headers['content-encoding']?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return response.pipe(createGunzip());
    case 'br':
      return response.pipe(createBrotliDecompress());
    default:
      return response;
  }
}

/** Tells where a connection takes too long to come about, by the name of that stage. */
function watchConnecting(
  sent: ClientRequest,
  url: URL,
  stageMs: number,
  tooLong: (stage: string) => void,
): { isOver: () => boolean; stop: () => void } {
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => clearTimeout(timer);
  sent.once('socket', (socket) => {
    if (sent.reusedSocket) {
      isOver = true;
      return;
    }
    const last = url.protocol === 'https:' ? 'secureConnect' : 'connect';
    let stage = net.isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 ? 'lookup' : 'connect';
    timer = setTimeout(() => {
      const late = stage;
      setImmediate(() => !isOver && stage === late && tooLong(late));
    }, stageMs);
    const enter = (next: string) => () => {
      stage = next;
      if (!isOver) timer?.refresh();
    };
    socket.once('lookup', enter('connect'));
    if (last === 'secureConnect') socket.once('connect', enter('secureConnect'));
    socket.once(last, () => {
      isOver = true;
      stop();
    });
  });
  return { isOver: () => isOver, stop };
}
