import { finished } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { NgorderError, NotConnected } from '../errors.ts';
import type { NgorderLimits } from '../limits.ts';
import { type Priority, slotsOf } from '../pacing/slots.ts';
import { ConnectError, connect } from './connect.ts';
import { type Download, downloadOf } from './download.ts';
import { acceptedBody, type HttpResponse } from './http-response.ts';
import { retryDelay } from './retry-timing.ts';
import {
  createHttpClient,
  exchange,
  type HttpRequest,
  type HttpResponseStream,
  type RequestOptions,
  sendRequest,
  textOf,
  type WholeAnswer,
} from './send-request.ts';

/** What an endpoint asks: `path` is below the API's root. */
export interface ApiRequest {
  endpoint: string;
  method: HttpRequest['method'];
  path: string;
  query?: Record<string, string | number | undefined>;
  json?: Record<string, unknown>;
  /** The longest answer to it that can be one, in bytes. */
  mostBytes: number;
}

/** One request that is over, without anything secret or personal: no token, no query, no body. */
export interface RequestReport {
  /** The client's function that made it, such as `cancelOrder`. */
  endpoint: string;
  ms: number;
  /** 'ok', the kind of the error, or 'Aborted' when our own side gave it up. */
  outcome: string;
}

export interface TransportOptions {
  /** Where the open API is. */
  root: string;
  token: string;
  limits: NgorderLimits;
  /** Called once for each request, when it is over; must not throw. */
  onRequest?: (request: RequestReport) => void;
}

/** How requests of one shop go out: acts once, reads again and again, downloads as streams. */
export interface Transport {
  /** Waits for a free slot for one act; calling the result frees it. */
  acquire(signal?: AbortSignal, priority?: Priority): Promise<() => void>;
  /**
   * Sends a request that changes something, once, and reads its answer; the caller holds a slot meanwhile.
   * `mayLeave` is asked once the connection is open, before the request is written.
   */
  act<T>(
    request: ApiRequest,
    readResponse: (response: HttpResponse) => T,
    mayLeave: () => boolean,
  ): Promise<T>;
  /** Sends a request that changes nothing, again where that may help, and reads its answer. */
  read<T>(
    request: ApiRequest,
    readResponse: (response: HttpResponse) => T,
    signal?: AbortSignal,
    priority?: Priority,
  ): Promise<T>;
  /** As `read`, until an answer has begun whose status says that there is a file (2xx), or nothing (404, 410). */
  download(request: ApiRequest, signal?: AbortSignal): Promise<Download>;
}

/** Far less than any working connection brings. */
const leastBytesPerSecond = 256;

export function createTransport(options: TransportOptions): Transport {
  const { token, limits, onRequest } = options;
  const root = options.root.replace(/\/+$/, '');
  const slots = slotsOf(token, limits);
  const { connectMs } = limits;
  const connecting = { lookup: connectMs, connect: connectMs, secureConnect: connectMs };
  const headers = { authorization: `Bearer ${token}`, 'user-agent': 'ngorder-bot' };
  const ofJson = { ...headers, accept: 'application/json' };
  const reading = createHttpClient(ofJson, { ...connecting, request: limits.readMs });
  const acting = createHttpClient(ofJson, {});
  const downloading = createHttpClient(
    { ...headers, accept: '*/*' },
    { ...connecting, response: limits.responseMs, request: limits.downloadMs },
    { verbatim: true },
  );

  function httpRequestOf(request: ApiRequest): HttpRequest {
    const { endpoint, method, json } = request;
    const url = new URL(`${root}/${request.path}`);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    return { endpoint, method, url, ...(json && { json }) };
  }

  function responseOf({ endpoint }: ApiRequest, answer: WholeAnswer): HttpResponse {
    const { status, headers, text } = answer;
    return { endpoint, status, text, token, retryAfter: headers['retry-after'] };
  }

  async function sendAndRead<T>(
    request: ApiRequest,
    readResponse: (response: HttpResponse) => T,
    send: (httpRequest: HttpRequest) => Promise<WholeAnswer>,
  ): Promise<T> {
    const report = reporter(request);
    const over = slots.requests.begin(kindOf(request));
    try {
      const answer = await send(httpRequestOf(request));
      const result = readResponse(responseOf(request, answer));
      report();
      over();
      return result;
    } catch (error) {
      report(error);
      over(error);
      throw error;
    }
  }

  /** Acts get a fresh connection: an idle one could be closed by the peer just as the request is written to it. */
  async function optionsOfAct(
    { endpoint, url }: HttpRequest,
    mayLeave: () => boolean,
  ): Promise<RequestOptions> {
    const deadline = performance.now() + limits.actMs;
    const within = { stageMs: connectMs, totalMs: limits.actMs };
    const socket = await connect(url, within).catch((error: unknown) => {
      if (!(error instanceof ConnectError)) throw error;
      throw new NotConnected({ endpoint, detail: error.reason });
    });
    const left = deadline - performance.now();
    if (left > 0) return { timeout: { request: left }, connection: { socket, mayLeave, deadline } };
    socket.destroy();
    throw new NotConnected({ endpoint, detail: 'connect' });
  }

  async function startDownload(request: ApiRequest, signal?: AbortSignal): Promise<Download> {
    const report = reporter(request);
    try {
      const pace = { bytesPerSecond: leastBytesPerSecond, overMs: limits.stallMs };
      const stream = await sendRequest(downloading, httpRequestOf(request), { pace, signal });
      const { status } = stream;
      const isNothing = status === 404 || status === 410;
      if (status >= 300 && !isNothing) acceptedBody(await refusalIn(request, stream));
      finished(stream.body, (error) => report(error));
      return downloadOf(stream, token);
    } catch (error) {
      report(error);
      throw error;
    }
  }

  async function refusalIn(request: ApiRequest, stream: HttpResponseStream): Promise<HttpResponse> {
    const text = await textOf(stream.body, request.endpoint, request.mostBytes).catch(
      (error: unknown) => {
        // The status tells enough, even where the body breaks off.
        if (error instanceof NgorderError) return '';
        throw error;
      },
    );
    return responseOf(request, { ...stream, text });
  }

  /** Reports a request once, when it is over. */
  function reporter({ endpoint }: ApiRequest): (error?: unknown) => void {
    const started = performance.now();
    return (error) => {
      const ms = Math.round(performance.now() - started);
      onRequest?.({ endpoint, ms, outcome: outcomeOf(error) });
    };
  }

  async function again<T>(attempt: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    let waitedMs = 0;
    for (let tries = 1; ; tries++) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof NgorderError)) throw error;
        const delay = retryDelay(error, { tries, waitedMs }, limits);
        if (delay === undefined) throw error;
        await pause(delay, signal);
        waitedMs += delay;
      }
    }
  }

  return {
    acquire: (signal, priority) => slots.requests.acquire(signal, priority),

    act: (request, readResponse, mayLeave) =>
      sendAndRead(request, readResponse, async (httpRequest) =>
        exchange(acting, httpRequest, await optionsOfAct(httpRequest, mayLeave), request.mostBytes),
      ),

    read(request, readResponse, signal, priority) {
      return again(async () => {
        const free = await slots.requests.acquire(signal, priority);
        return sendAndRead(request, readResponse, (httpRequest) =>
          exchange(reading, httpRequest, { signal }, request.mostBytes),
        ).finally(free);
      }, signal);
    },

    download(request, signal) {
      return again(async () => {
        const free = await slots.downloads.acquire(signal);
        try {
          const download = await startDownload(request, signal);
          finished(download.body, free);
          return download;
        } catch (error) {
          free();
          throw error;
        }
      }, signal);
    },
  };
}

/** Pages of different sizes take different times. */
function kindOf({ endpoint, query }: ApiRequest): string {
  return `${endpoint} ${query?.['per_page'] ?? ''}`;
}

function outcomeOf(error: unknown): string {
  if (error === undefined || error === null) return 'ok';
  return error instanceof NgorderError ? error.kind : 'Aborted';
}

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
}
