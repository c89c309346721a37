import { once } from 'node:events';
import http, { type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Received {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingHttpHeaders;
  body: string;
  /** When it had come whole, by `performance.now()`. */
  at: number;
}

export type Reply = (response: ServerResponse, request: Received) => void;

export interface HttpServer {
  /** The address of a pretended API on this server. */
  root: string;
  requests: Received[];
  /** Resolves once that many requests have come in all. */
  received(count: number): Promise<void>;
}

/** A server for the running test: the n-th reply answers the n-th request, the last one all that follow. */
export async function serve(...replies: [Reply, ...Reply[]]): Promise<HttpServer> {
  const requests: Received[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray().catch(() => []);
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const received = {
      method: request.method ?? '',
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
      at: performance.now(),
    };
    requests.push(received);
    const reply = replies[requests.length - 1] ?? replies.at(-1);
    reply?.(response, received);
    server.emit('received');
  });
  const root = `http://127.0.0.1:${await listen(server)}/api/open`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    root,
    requests,
    async received(count) {
      while (requests.length < count) await once(server, 'received');
    },
  };
}

/** An address at which nothing listens. */
export async function deadRoot(): Promise<string> {
  const server = http.createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}/api/open`;
}

/** Answers with JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return text(status, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

/** Answers with a text, as it is. */
export function text(status: number, body: string, headers: Record<string, string> = {}): Reply {
  return (response) => response.writeHead(status, headers).end(body);
}

/** Answers with a web page, as proxies and maintenance pages do. */
export const page = (status: number): Reply =>
  text(status, '<!doctype html><title>Ngorder</title>', { 'content-type': 'text/html' });

/** Breaks the connection off without a word. */
export const breakOff: Reply = (response) => response.destroy();

/** Breaks the connection off in the middle of the answer. */
export const breakOffWithin: Reply = (response) => {
  response.writeHead(200, { 'content-length': '1000' }).write('{"response":');
  setImmediate(() => response.destroy());
};

/** Never answers. */
export const silence: Reply = () => undefined;

async function listen(server: http.Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
